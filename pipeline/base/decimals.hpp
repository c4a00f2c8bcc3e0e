// decimals: figures with the decimals that they were published with.
//
// Both never fail. Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

// 1234.5 with two -> "1,234.50": grouped, exactly so many decimals, half away from zero.
[[nodiscard]] std::string grouped(double value, int decimals);

// The decimals that a figure was published with: those of its text where this is the figure
// ("16.0", "1,234.50"), else as many as the figure needs. More than six are a calculation that
// nobody rounded: two.
[[nodiscard]] int decimals_in(std::string_view raw, double value);

} // namespace tidemark
