// SeriesKey: a source and the codes of its dimensions, as SDMX names a series.
//
// Written SOURCE/dim=code/dim=code, dimensions in alphabetical order; "/", "=", "%" and control
// characters inside a code are percent-encoded. parse_series(to_text(k)) == k.
#pragma once

#include "pipeline/base/result.hpp"

#include <compare>
#include <map>
#include <string>
#include <string_view>

namespace tidemark {

// Dimension name to code. The period is not a dimension of a series.
using Dims = std::map<std::string, std::string>;

struct SeriesKey {
    std::string source;
    Dims dims;

    auto operator<=>(const SeriesKey&) const = default;
};

[[nodiscard]] std::string to_text(const SeriesKey& key);
[[nodiscard]] Result<SeriesKey> parse_series(std::string_view text);

} // namespace tidemark
