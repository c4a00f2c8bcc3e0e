// Node: a TOML document as a tree in which everything knows its place.
//
// A copy of what toml++ read, in the order of the file (toml++ sorts by name), so that only one
// file of this room compiles that library.
#pragma once

#include "config/problem.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

struct Entry;

struct Node {
    enum class Kind { text, integer, real, boolean, date, list, table, other };

    Kind kind = Kind::other;
    Place place;
    std::string text; // text; a date as "2019-07-01"
    std::int64_t integer = 0;
    double real = 0;
    bool boolean = false;
    std::vector<Node> items;    // of a list
    std::vector<Entry> entries; // of a table, in the order of the file

    [[nodiscard]] const Entry* find(std::string_view key) const; // null when absent
};

struct Entry {
    std::string key;
    Place place;
    Node value;
};

// "a text", "a list": for messages.
[[nodiscard]] std::string_view in_words(Node::Kind kind);

// The root table; nothing when the text is not TOML, which is then a problem.
[[nodiscard]] std::optional<Node> parse_toml(std::string_view text, Problems& problems);

} // namespace tidemark::config
