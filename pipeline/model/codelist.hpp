// Codelist: codes with names and aliases (SDMX codelist). CodeSet: a named selection of codes.
// A set whose members have dates is a roster: who was asked, when.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/model/period.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark {

struct Code {
    std::string code; // "E23000030", "X-BTP"
    std::string name; // "Hampshire": printed in sentences
    std::vector<std::string> aliases;
    std::string group; // country for areas; free otherwise
    std::optional<Day> from;
    std::optional<Day> to; // last day
    std::string parent{};  // the code that this one is a part of; empty: of none

    // Whether its days hold the whole of `period`.
    [[nodiscard]] bool holds(const Period& period) const;
};

// Both have days, and no day is one of both.
[[nodiscard]] bool on_other_days(const Code& a, const Code& b);

struct Codelist {
    std::string id;
    std::vector<Code> codes;
    std::unordered_map<std::string, std::size_t> by_label;  // fold(name, alias, code) -> index
    std::unordered_map<std::string, std::size_t> by_code{}; // as written: "4.4" is not "44"
    // Labels that several codes have, each on days of its own: indices in the order of the list.
    std::unordered_map<std::string, std::vector<std::size_t>> by_days{};

    // Rebuilds the three from codes. Two codes with one folded label on the same days are a
    // configuration error that config/ reports; here the first keeps it.
    void index();
    // Any spelling. Null if unknown, and where the days decide which of several codes is meant.
    [[nodiscard]] const Code* find(std::string_view label) const;
    // Every code of that label: one, none, or several on days that do not meet.
    [[nodiscard]] std::vector<const Code*> all(std::string_view label) const;
    [[nodiscard]] const Code* code(std::string_view code) const;    // exact code
    [[nodiscard]] std::string name_of(std::string_view code) const; // the code itself if unknown
    // Its parent, the parent of that, and so on; each once, also where the list goes in a circle.
    [[nodiscard]] std::vector<const Code*> above(std::string_view code) const;
    // The nearest by name, alias or code, nearest first; ties in the order of the list.
    [[nodiscard]] std::vector<const Code*> nearest(std::string_view label, std::size_t count) const;
};

struct SetMember {
    std::string code;
    std::optional<Day> from; // first day of the first period it belongs to
    std::optional<Day> to;   // last day
};

struct CodeSet {
    std::string id;
    std::string title; // "England, Wales, Northern Ireland and the Channel Islands"
    std::string codelist;
    std::string noun = "members"; // what its members are called: "forces"
    std::vector<SetMember> members;

    // Codes whose dates hold the whole of `period`, in the set's order.
    [[nodiscard]] std::vector<std::string> asked(const Period& period) const;
};

// All shared lists, by id. Immutable once the configuration is read.
struct Codelists {
    std::map<std::string, Codelist> lists;
    std::map<std::string, CodeSet> sets;

    [[nodiscard]] const Codelist* list(std::string_view id) const;
    [[nodiscard]] const CodeSet* set(std::string_view id) const;
};

} // namespace tidemark
