#include "config/table.hpp"

#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace tidemark::config {

Table::Table(const Node& node,
             std::vector<const Section*> sections,
             Problems& problems,
             std::vector<std::string> names)
    : node_(&node)
    , sections_(std::move(sections))
    , problems_(&problems)
    , names_(std::move(names)) {
    for (const auto& entry : node.entries) {
        check_key(entry);
    }
}

const Key* Table::find(std::string_view key) const {
    for (const auto* section : sections_) {
        if (const auto* known = section->find(key)) {
            return known;
        }
    }
    return nullptr;
}

void Table::check_key(const Entry& entry) const {
    if (const auto* known = find(entry.key)) {
        if (known->support == Support::later) {
            problems_->add(entry.place,
                           fmt::format("'{}' is not supported in this version", entry.key),
                           "take it out for now");
        }
        return;
    }
    if (std::find(names_.begin(), names_.end(), entry.key) != names_.end()) {
        return;
    }
    const auto& own = *sections_.back();
    std::vector<std::string> known = names_;
    for (const auto* section : sections_) {
        for (const auto& key : section->keys) {
            known.emplace_back(key.name);
        }
    }
    std::vector<std::string> variants;
    for (const auto& other : all_sections()) {
        if (!own.variant.empty() && other.path == own.path && other.find(entry.key) != nullptr) {
            variants.emplace_back(other.variant);
        }
    }
    if (!variants.empty()) {
        problems_->add(
            entry.place,
            fmt::format(
                "key '{}' is for {}, not for '{}'", entry.key, one_of(variants), own.variant));
        return;
    }
    problems_->add(
        entry.place, fmt::format("unknown key '{}'", entry.key), did_you_mean(entry.key, known));
}

const Node* Table::node(std::string_view key) const {
    if (find(key) == nullptr && std::find(names_.begin(), names_.end(), key) == names_.end()) {
        throw std::logic_error(
            fmt::format("key '{}' is not in the table of [{}]", key, sections_.front()->path));
    }
    const auto* const entry = node_->find(key);
    return entry == nullptr ? nullptr : &entry->value;
}

bool Table::has(std::string_view key) const {
    return node(key) != nullptr;
}

Place Table::place_of(std::string_view key) const {
    const auto* const value = node(key);
    return value == nullptr ? place() : value->place;
}

std::vector<const Entry*> Table::others() const {
    std::vector<const Entry*> all;
    for (const auto& entry : node_->entries) {
        if (find(entry.key) == nullptr) {
            all.push_back(&entry);
        }
    }
    return all;
}

void Table::complain(std::string_view key, std::string text, std::string hint) const {
    problems_->add(place_of(key), std::move(text), std::move(hint));
}

void Table::complain_of_kind(const Node& node,
                             std::string_view key,
                             std::string_view expected) const {
    problems_->add(node.place,
                   fmt::format("'{}' must be {}, found {}", key, expected, in_words(node.kind)));
}

void Table::complain_of_word(std::string_view key,
                             const std::string& word,
                             const std::vector<std::string>& known) const {
    complain(key,
             fmt::format("'{}' must be {}, found '{}'", key, one_of(known), word),
             did_you_mean(word, known));
}

const Node* Table::expect(std::string_view key, Node::Kind kind, Need need) const {
    const auto* const value = node(key);
    if (value == nullptr) {
        if (need == Need::required) {
            problems_->add(place(), fmt::format("'{}' is missing", key));
        }
        return nullptr;
    }
    if (value->kind != kind) {
        complain_of_kind(*value, key, in_words(kind));
        return nullptr;
    }
    return value;
}

bool Table::read(std::string_view key, std::string& to, Need need) const {
    const auto* const value = expect(key, Node::Kind::text, need);
    if (value == nullptr) {
        return false;
    }
    if (value->text.empty()) {
        complain(key, fmt::format("'{}' is empty", key));
        return false;
    }
    to = value->text;
    return true;
}

bool Table::read(std::string_view key, bool& to) const {
    const auto* const value = expect(key, Node::Kind::boolean);
    if (value == nullptr) {
        return false;
    }
    to = value->boolean;
    return true;
}

bool Table::read(std::string_view key, double& to) const {
    const auto* const value = node(key);
    if (value == nullptr) {
        return false;
    }
    if (value->kind != Node::Kind::integer && value->kind != Node::Kind::real) {
        complain_of_kind(*value, key, "a number");
        return false;
    }
    to = value->kind == Node::Kind::integer ? static_cast<double>(value->integer) : value->real;
    return true;
}

bool Table::read(std::string_view key, Pattern& to, Need need) const {
    std::string expression;
    if (!read(key, expression, need)) {
        return false;
    }
    return compile(key, expression, to);
}

bool Table::compile(std::string_view key, const std::string& expression, Pattern& to) const {
    auto compiled = Pattern::compile(expression);
    if (!compiled) {
        complain(key,
                 fmt::format("'{}' is not a regular expression: {} at character {}",
                             key,
                             compiled.error().found,
                             compiled.error().cell));
        return false;
    }
    to = *std::move(compiled);
    return true;
}

bool Table::read(std::string_view key, std::vector<Pattern>& to) const {
    std::vector<std::string> expressions;
    if (!read(key, expressions)) {
        return false;
    }
    std::vector<Pattern> patterns(expressions.size());
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        if (!compile(key, expressions[i], patterns[i])) {
            return false;
        }
    }
    to = std::move(patterns);
    return true;
}

bool Table::read(std::string_view key, std::chrono::milliseconds& to) const {
    std::string text;
    if (!read(key, text)) {
        return false;
    }
    const auto duration = parse_duration(text);
    if (!duration) {
        complain(key,
                 fmt::format("'{}' must be a time such as \"30s\", found '{}'", key, text),
                 "units are ms, s, min, h and d");
        return false;
    }
    to = *duration;
    return true;
}

bool Table::read(std::string_view key, std::optional<Day>& to, Need need) const {
    const auto* value = node(key);
    if (value == nullptr || value->kind != Node::Kind::date) {
        value = expect(key, Node::Kind::text, need);
    }
    if (value == nullptr) {
        return false;
    }
    const auto day = parse_day(value->text);
    if (!day) {
        complain(key,
                 fmt::format(
                     "'{}' must be a date such as \"2019-07-01\", found '{}'", key, value->text));
        return false;
    }
    to = *day;
    return true;
}

bool Table::read(std::string_view key, std::optional<Area>& to) const {
    std::string text;
    if (!read(key, text)) {
        return false;
    }
    const auto area = parse_area(text);
    if (!area) {
        complain(key, fmt::format("'{}' must be cells such as \"A1:C30\", found '{}'", key, text));
        return false;
    }
    to = area;
    return true;
}

bool Table::read(std::string_view key, std::vector<std::string>& to, Need need) const {
    const auto* const value = node(key);
    if (value == nullptr || value->kind != Node::Kind::list) {
        std::string text;
        if (!read(key, text, need)) {
            return false;
        }
        to = {text};
        return true;
    }
    if (value->items.empty()) {
        complain(key, fmt::format("'{}' is an empty list", key));
        return false;
    }
    std::vector<std::string> texts;
    for (const auto& item : value->items) {
        if (item.kind != Node::Kind::text || item.text.empty()) {
            complain_of_kind(item, key, "a list of texts");
            return false;
        }
        texts.push_back(item.text);
    }
    to = std::move(texts);
    return true;
}

bool Table::read_id(std::string_view key,
                    std::string& to,
                    Need need,
                    std::string_view further) const {
    std::string text;
    if (!read(key, text, need)) {
        return false;
    }
    if (!is_id(text, further)) {
        complain(key,
                 fmt::format(
                     "'{}' must be lower-case letters, digits and hyphens, found '{}'", key, text));
        return false;
    }
    to = std::move(text);
    return true;
}

bool Table::read_count(std::string_view key, int& to, int least, int most) const {
    const auto* const value = expect(key, Node::Kind::integer);
    if (value == nullptr) {
        return false;
    }
    if (value->integer < least || value->integer > most) {
        complain(
            key,
            fmt::format("'{}' must be from {} to {}, found {}", key, least, most, value->integer));
        return false;
    }
    to = static_cast<int>(value->integer);
    return true;
}

bool Table::read_size(std::string_view key, std::uint64_t& to) const {
    std::string text;
    if (!read(key, text)) {
        return false;
    }
    const auto size = parse_size(text);
    if (!size || *size == 0) {
        complain(key,
                 fmt::format("'{}' must be a size such as \"64MiB\", found '{}'", key, text),
                 "units are B, kB, MB, GB, KiB, MiB and GiB");
        return false;
    }
    to = *size;
    return true;
}

std::optional<Table>
Table::table(std::string_view key, std::string_view path, std::vector<std::string> names) const {
    const auto* const value = expect(key, Node::Kind::table);
    if (value == nullptr) {
        return std::nullopt;
    }
    return Table(*value, {&section(path)}, *problems_, std::move(names));
}

std::vector<const Node*> Table::tables(std::string_view key) const {
    const auto* const value = node(key);
    if (value == nullptr) {
        return {};
    }
    std::vector<const Node*> all;
    if (value->kind != Node::Kind::list) {
        complain_of_kind(*value, key, fmt::format("written as [[{}]]", key));
        return all;
    }
    for (const auto& item : value->items) {
        if (item.kind == Node::Kind::table) {
            all.push_back(&item);
        } else {
            complain_of_kind(item, key, fmt::format("written as [[{}]]", key));
        }
    }
    return all;
}

std::optional<std::string> choice(const Node& node,
                                  std::string_view key,
                                  const std::vector<std::string>& words,
                                  Problems& problems) {
    const auto* const entry = node.find(key);
    if (entry == nullptr) {
        problems.add(node.place, fmt::format("'{}' is missing: {}", key, one_of(words)));
        return std::nullopt;
    }
    const auto& value = entry->value;
    if (value.kind != Node::Kind::text) {
        problems.add(
            value.place,
            fmt::format("'{}' must be {}, found {}", key, one_of(words), in_words(value.kind)));
        return std::nullopt;
    }
    if (std::find(words.begin(), words.end(), value.text) == words.end()) {
        problems.add(value.place,
                     fmt::format("'{}' must be {}, found '{}'", key, one_of(words), value.text),
                     did_you_mean(value.text, words));
        return std::nullopt;
    }
    return value.text;
}

} // namespace tidemark::config
