// period_words: the words of a period label: months, years, dates. Each take_... takes what it
// finds off the front of `rest` and leaves `rest` alone when it finds nothing.
//
// All work on the form that plain_label() makes. Dates are day first, as in the UK. Two digits of
// a year mean 1969 to 2068, as in POSIX.
// Thread: any. Fails: never; nothing found is an empty optional.
#pragma once

#include "pipeline/base/instant.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tidemark::parse {

// Squeezed, lower case; no blank around "-" and "/", "_" as "-", no commas, no full stop after a
// word; without the notes and marks that publishers hang on a label ("[p]", "(provisional)",
// "(note 1)", "*", superscripts, "2019p").
[[nodiscard]] std::string plain_label(std::string_view label);

// The first of the words that stands there.
bool take_any(std::string_view& rest, std::span<const std::string_view> words);

// One blank or "-", where there is one.
void take_gap(std::string_view& rest);

// " to " or "-"
bool take_until(std::string_view& rest);

[[nodiscard]] std::optional<unsigned> take_month(std::string_view& rest); // "apr", "sept", "april"

// Four digits, 1800 to 2199: nothing else is a year of a statistic.
[[nodiscard]] std::optional<int> take_year(std::string_view& rest);

// "19": 1969 to 2068.
[[nodiscard]] std::optional<int> take_two_digit_year(std::string_view& rest);

// "2019/20", "2019-20", "2019/2020", "2019 to 2020", "201920": the first year. Both years follow
// each other or it is nothing.
[[nodiscard]] std::optional<int> take_year_pair(std::string_view& rest);

// "apr 2019", "apr '19", "apr-19", "2019 apr", "2019-04", "2019m04", "04/2019".
[[nodiscard]] std::optional<std::chrono::year_month> take_month_year(std::string_view& rest);

// "1", "1st", "31": the day of a month.
[[nodiscard]] std::optional<unsigned> take_day_number(std::string_view& rest);

// "1 april 2019", "1st apr 2019", "30-sep-18", "01/04/2019", "1.4.2019", "01-04-2019",
// "2019-04-01", "2019-04-01t00:00:00", "2020-d001".
[[nodiscard]] std::optional<Day> take_date(std::string_view& rest);

} // namespace tidemark::parse
