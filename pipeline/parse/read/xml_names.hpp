// Space: the XML namespaces of spreadsheets, and Bindings: which prefix means which.
//
// Prefixes are a writer's choice ("x:row", "row"); only the namespace counts. Strict and
// Transitional names of ECMA-376 mean the same here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

enum class Space : std::uint8_t {
    none,     // no prefix and no default namespace, or an attribute without prefix
    other,    // a namespace not named here
    sheet,    // SpreadsheetML main
    relation, // r:id
    package,  // OPC relationships
    office,   // ODF office:
    table,    // ODF table:
    text,     // ODF text:
    style,    // ODF style:
    number,   // ODF number:
    calc,     // LibreOffice's calcext:
    manifest, // ODF manifest:
};

class Bindings {
  public:
    void bind(std::string_view prefix, std::string_view uri, std::size_t depth);

    // Forgets what elements deeper than `depth` bound.
    void leave(std::size_t depth) {
        if (!bound_.empty() && bound_.back().depth > depth) {
            unbind(depth);
        }
    }

    // Of a prefix nobody bound: other.
    [[nodiscard]] Space of(std::string_view prefix);

    [[nodiscard]] Space of_default() const { return default_; }

    // How often a prefix has got or lost a meaning: the same number, the same meanings.
    [[nodiscard]] std::uint64_t changes() const { return changes_; }

  private:
    struct Binding {
        std::string prefix;
        Space space = Space::other;
        std::size_t depth = 0;
    };

    struct Recent {
        std::string prefix;
        Space space = Space::other;
    };

    void unbind(std::size_t depth);
    void renew();

    std::vector<Binding> bound_;
    std::array<Recent, 16> recent_; // by length and first letter; an empty prefix is no answer
    Space default_ = Space::none;
    std::uint64_t changes_ = 0;
};

} // namespace tidemark::parse
