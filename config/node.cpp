#include "config/node.hpp"

#include "pipeline/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace tidemark::config {

namespace {

Place place_of(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node copy(const toml::node& from);

void copy_table(const toml::table& from, Node& node) {
    node.kind = Node::Kind::table;
    for (const auto& [key, value] : from) {
        node.entries.push_back({std::string(key.str()), place_of(key.source()), copy(value)});
    }
    std::sort(node.entries.begin(), node.entries.end(), [](const Entry& a, const Entry& b) {
        return a.place < b.place;
    });
}

void copy_list(const toml::array& from, Node& node) {
    node.kind = Node::Kind::list;
    for (const auto& item : from) {
        node.items.push_back(copy(item));
    }
}

Node copy(const toml::node& from) {
    Node node;
    node.place = place_of(from.source());
    if (const auto* table = from.as_table()) {
        copy_table(*table, node);
    } else if (const auto* list = from.as_array()) {
        copy_list(*list, node);
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* real = from.as_floating_point()) {
        node.kind = Node::Kind::real;
        node.real = real->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* date = from.as_date()) {
        node.kind = Node::Kind::date;
        std::ostringstream written;
        written << date->get();
        node.text = written.str();
    }
    return node;
}

} // namespace

const Entry* Node::find(std::string_view key) const {
    const auto found = std::find_if(
        entries.begin(), entries.end(), [key](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

std::string_view in_words(Node::Kind kind) {
    switch (kind) {
    case Node::Kind::text:
        return "a text";
    case Node::Kind::integer:
        return "a whole number";
    case Node::Kind::real:
        return "a decimal number";
    case Node::Kind::boolean:
        return "true or false";
    case Node::Kind::date:
        return "a date";
    case Node::Kind::list:
        return "a list";
    case Node::Kind::table:
        return "a table";
    case Node::Kind::other:
        return "a time";
    }
    return "";
}

std::optional<Node> parse_toml(std::string_view text, Problems& problems) {
    try {
        return copy(toml::parse(text));
    } catch (const toml::parse_error& error) {
        std::string what(error.description());
        if (what.rfind("Error while parsing ", 0) == 0) {
            what.erase(0, 20);
        }
        what.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(what.front())));
        problems.add(place_of(error.source()), "not TOML: " + one_line(what));
        return std::nullopt;
    }
}

} // namespace tidemark::config
