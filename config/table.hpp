// Table: typed access to one TOML table. Every fault becomes a problem at its place; reading goes
// on.
//
// A value is written into its target only when it is present and right, so that the targets'
// in-class initialisers are the defaults. Node and Problems outlive the Table.
// Throws std::logic_error when asked for a key that keys.cpp does not list for this table.
#pragma once

#include "config/keys.hpp"
#include "config/node.hpp"
#include "config/problem.hpp"
#include "pipeline/base/instant.hpp"
#include "pipeline/base/pattern.hpp"
#include "pipeline/model/cell.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::config {

enum class Need { optional, required };

template <typename T>
using Choices = std::vector<std::pair<std::string_view, T>>;

class Table {
  public:
    // Complains of every key that is unknown, not for this variant, or for later. `names` are
    // further keys that are allowed here: the source's dimensions.
    Table(const Node& node,
          std::vector<const Section*> sections,
          Problems& problems,
          std::vector<std::string> names = {});

    [[nodiscard]] Place place() const { return node_->place; }

    [[nodiscard]] Place place_of(std::string_view key) const; // of its value; else the table's
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] const Node* node(std::string_view key) const; // null when absent

    // The entries that are not keys of the sections: markers, dimensions.
    [[nodiscard]] std::vector<const Entry*> others() const;

    [[nodiscard]] Problems& problems() const { return *problems_; }

    void complain(std::string_view key, std::string text, std::string hint = {}) const;

    // Each returns true when the target was written.
    bool read(std::string_view key, std::string& to, Need need = Need::optional) const;
    bool read(std::string_view key, bool& to) const;
    bool read(std::string_view key, double& to) const;
    bool read(std::string_view key, Pattern& to, Need need = Need::optional) const;
    bool read(std::string_view key, std::chrono::milliseconds& to) const;
    bool read(std::string_view key, std::optional<Day>& to, Need need = Need::optional) const;
    bool read(std::string_view key, std::optional<Area>& to) const;
    // A text, or a list of at least one text.
    bool read(std::string_view key, std::vector<std::string>& to, Need need = Need::optional) const;
    // A pattern, or a list of at least one pattern.
    bool read(std::string_view key, std::vector<Pattern>& to) const;
    bool
    read_id(std::string_view key, std::string& to, Need need, std::string_view further = {}) const;
    bool read_count(std::string_view key, int& to, int least, int most) const;
    bool read_size(std::string_view key, std::uint64_t& to) const;

    template <typename T>
    bool read_word(std::string_view key,
                   T& to,
                   const Choices<T>& words,
                   Need need = Need::optional) const {
        std::string word;
        if (!read(key, word, need)) {
            return false;
        }
        return choose(key, word, to, words);
    }

    // One word, or a list of words.
    template <typename T>
    bool read_words(std::string_view key, std::vector<T>& to, const Choices<T>& words) const {
        std::vector<std::string> written;
        if (!read(key, written)) {
            return false;
        }
        std::vector<T> chosen(written.size());
        for (std::size_t i = 0; i < written.size(); ++i) {
            if (!choose(key, written[i], chosen[i], words)) {
                return false;
            }
        }
        to = std::move(chosen);
        return true;
    }

    // The table or tables under a key; a value of another type is a problem.
    [[nodiscard]] std::optional<Table>
    table(std::string_view key, std::string_view path, std::vector<std::string> names = {}) const;
    [[nodiscard]] std::vector<const Node*> tables(std::string_view key) const; // [[key]]

  private:
    template <typename T>
    bool
    choose(std::string_view key, const std::string& word, T& to, const Choices<T>& words) const {
        std::vector<std::string> known;
        for (const auto& [name, value] : words) {
            if (name == word) {
                to = value;
                return true;
            }
            known.emplace_back(name);
        }
        complain_of_word(key, word, known);
        return false;
    }

    bool compile(std::string_view key, const std::string& expression, Pattern& to) const;
    // The value when it is there and of this kind.
    [[nodiscard]] const Node*
    expect(std::string_view key, Node::Kind kind, Need need = Need::optional) const;
    void complain_of_kind(const Node& node, std::string_view key, std::string_view expected) const;
    void complain_of_word(std::string_view key,
                          const std::string& word,
                          const std::vector<std::string>& known) const;
    void check_key(const Entry& entry) const;
    [[nodiscard]] const Key* find(std::string_view key) const;

    const Node* node_;
    std::vector<const Section*> sections_;
    Problems* problems_;
    std::vector<std::string> names_;
};

// The word under `key` before the table is opened, when the choice decides which keys it has.
// Nothing after a problem: missing, not a text, or not one of the words.
[[nodiscard]] std::optional<std::string> choice(const Node& node,
                                                std::string_view key,
                                                const std::vector<std::string>& words,
                                                Problems& problems);

} // namespace tidemark::config
