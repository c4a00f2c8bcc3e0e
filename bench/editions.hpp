// editions: a table of 500,000 figures as a parser gives it, and later editions of it.
#pragma once

#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/ports.hpp"

#include <string>

namespace tidemark::bench {

inline constexpr int areas = 50;
inline constexpr int series_count = 12500;
inline constexpr int first_year = 1980;
inline constexpr int years = 40;
inline constexpr int figures = series_count * years;

// Edition 1, 2, ... of the source: from one to the next one figure in a hundred is revised.
[[nodiscard]] Batch edition(const std::string& source, int number);

// With a rule for one series in 250.
[[nodiscard]] Source source(const std::string& id);

// One pass that loads and says nothing. Throws when it fails.
void load(Store& store, const std::string& source, const Batch& batch);

} // namespace tidemark::bench
