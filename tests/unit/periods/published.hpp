// The collection of published spellings, and what a source would declare for each of them.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

struct Published {
    std::string label;
    std::string context;
    std::string start; // empty: it is no period
    std::string end;
    std::string frequency;
    std::string year_type;
    std::string ambiguity;
};

// Empty where the shared folder is not there.
[[nodiscard]] std::vector<Published> published_labels();

// The keys of [[layout.dim]].
struct Declared {
    PeriodSpelling parse;
    std::string_view strip = {};
    std::string_view reads_as = {};
};

// Nothing where no form could say it.
[[nodiscard]] std::optional<Declared> declared_for(const Published& row);

// Why the label is refused whatever is declared; empty: it is read.
[[nodiscard]] std::string_view refused_because(const Published& row);

// As a layout with that dimension reads it.
[[nodiscard]] Result<Period> read_as_declared(const std::string& label, const Declared& declared);

} // namespace tidemark::parse
