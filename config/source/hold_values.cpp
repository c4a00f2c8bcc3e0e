#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tidemark::config {

namespace {

void read_range(const Table& table, Hold& hold, const Scene& scene) {
    Hold::Range range;
    double bound = 0;
    if (table.read("min", bound)) {
        range.min = bound;
    }
    if (table.read("max", bound)) {
        range.max = bound;
    }
    for (const auto& [key, value] : {std::pair{"min", range.min}, {"max", range.max}}) {
        if (value && !std::isfinite(*value)) {
            table.complain(key, fmt::format("'{}' must be a number, found '{}'", key, *value));
        }
    }
    if (!table.has("min") && !table.has("max")) {
        table.problems().add(table.place(), "'range' needs 'min', 'max' or both");
    }
    if (range.min && range.max && *range.min > *range.max) {
        table.complain(
            "max", fmt::format("'max' is {}, below 'min', which is {}", *range.max, *range.min));
    }
    if (const auto except = table.table("except", "hold.range.except", scene.dims())) {
        const auto dims = scene.dims();
        for (const Entry* entry : except->others()) {
            if (std::ranges::count(dims, entry->key) > 0) { // else complained of already
                range.except[entry->key] = kept_codes(*entry, scene);
            }
        }
    }
    hold.range = std::move(range);
}

} // namespace

void read_hold_values(const Table& table, Hold& hold, const Recipe& recipe, const Scene& scene) {
    const Choices<bool> words{{"allow", true}, {"hold", false}, {"alert", false}};
    table.read_word("future", hold.future_allowed, words);
    table.read_word("gaps", hold.gaps_allowed, words);
    table.read_word("lost_periods", hold.lost_periods_allowed, words);
    table.read_word("order", hold.order_allowed, words);
    table.read_word("percent", hold.percent_allowed, words);
    bool negative = false;
    if (table.read_word("negative", negative, words)) {
        hold.negative_allowed = negative;
    }
    if (const auto range = table.table("range", "hold.range")) {
        read_range(*range, hold, scene);
    }
    std::string recount;
    if (table.read("recount", recount)) {
        const auto percent = parse_percent(recount);
        if (!percent || *percent > 100) {
            table.complain(
                "recount",
                fmt::format("'recount' must be a percentage such as \"10%\", found '{}'", recount));
        } else if (!counts_rows(recipe)) {
            table.complain("recount",
                           "'recount' is for rows that are counted",
                           "value = { count = true } in a [[layout]] counts them");
        }
        hold.recount_percent = percent.value_or(hold.recount_percent);
    }
    std::string grow;
    if (table.read("grow", grow)) {
        hold.grow_percent = parse_percent(grow);
        if (!hold.grow_percent) {
            table.complain(
                "grow",
                fmt::format("'grow' must be a percentage such as \"50%\", found '{}'", grow));
        }
    }
}

} // namespace tidemark::config
