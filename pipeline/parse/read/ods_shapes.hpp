// OdsShapes: the opening tags of cells that a table writes again and again, learnt from the general
// reader and then recognised as bytes.
//
//   <table:table-cell table:style-name="ce3" office:value-type="float" office:value="12"
//   calcext:value-type="float"><text:p>12</text:p></table:table-cell>
//
// Only the figure and the displayed text differ from cell to cell. What differs elsewhere in the
// least is left to the general reader, so the result is the same, only sooner. Holds only for one
// table and while the prefixes mean what they meant (XmlScanner::binding_changes).
// Owns what it learnt. Fails: never. Thread: one.
#pragma once

#include "pipeline/parse/read/ods_cell.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// A cell that was recognised. The views lie in the bytes that were given.
struct OdsSeen {
    CellType type = CellType::empty; // empty, text or number
    double number = 0;
    std::string_view text;     // as displayed
    std::uint32_t columns = 1; // of an empty one: repeated
    const char* end = nullptr; // behind the whole cell; null: not recognised
};

class OdsShapes {
  public:
    static constexpr std::size_t longest = 512; // bytes of a tag that is learnt

    // The opening tag at the front of `ahead`, when it may be one to learn; else empty.
    [[nodiscard]] static std::string_view tag_of(std::string_view ahead);

    // `tag` was read, and meant `words`.
    void learn(std::string_view tag, const OdsCellWords& words);

    // The whole cell at `p`, the `column`-th of its row. At least 2 * longest bytes can be read.
    [[nodiscard]] OdsSeen recognise(const char* p, std::uint64_t column);

  private:
    struct Shape {
        CellType type = CellType::empty;
        std::string before; // the tag, or its part up to the figure
        std::string after;  // number: from the quote that ends the figure
        std::uint32_t columns = 1;
    };

    [[nodiscard]] static OdsSeen match(const Shape& shape, const char* p);

    std::vector<Shape> shapes_;
    std::vector<std::uint8_t> by_column_; // which shape stood there last
};

} // namespace tidemark::parse
