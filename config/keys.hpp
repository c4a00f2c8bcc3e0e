// Keys: every key that the operator's files may hold, as data.
//
// What is not here is an unknown key; what is here for later is refused by name, never ignored.
// A test holds docs/configuration.md against this table.
#pragma once

#include <span>
#include <string_view>

namespace tidemark::config {

enum class Support {
    now,
    later, // known to the design, not to this version
};

struct Key {
    std::string_view name;
    Support support = Support::now;
};

// The keys of one table. Tables whose keys depend on a choice ([find] via, [[rule]] kind) are
// several sections of one path: the common one has no variant.
struct Section {
    std::string_view path;    // "source", "layout.dim", "find.attach"; "" is a source file itself
    std::string_view variant; // "govuk", "yoy"
    std::span<const Key> keys;

    [[nodiscard]] const Key* find(std::string_view name) const; // null when unknown
};

[[nodiscard]] std::span<const Section> all_sections();

// Throws std::logic_error when there is no such section.
[[nodiscard]] const Section& section(std::string_view path, std::string_view variant = {});

} // namespace tidemark::config
