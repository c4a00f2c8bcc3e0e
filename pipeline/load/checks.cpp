#include "pipeline/load/checks.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/load/hold_checks.hpp"

#include <fmt/format.h>

namespace tidemark::load {
namespace {

std::string bound_text(const std::optional<double>& bound) {
    return bound ? fmt::format("{}", *bound) : "none";
}

std::string_view word_of(const std::optional<bool>& allowed) {
    return !allowed ? "unsaid" : *allowed ? "true" : "false";
}

std::string range_text(const Hold::Range& range) {
    std::string text = fmt::format("\nrange {} {}", bound_text(range.min), bound_text(range.max));
    for (const auto& [dim, codes] : range.except) {
        for (const std::string& code : codes) {
            text += fmt::format("\nexcept {} {}", dim, code);
        }
    }
    return text;
}

} // namespace

std::string checks_digest(std::string_view parser, const Source& source) {
    const Hold& hold = source.hold;
    std::string text(parser);
    if (hold.members) {
        text += fmt::format("\nmembers {} {} {}",
                            hold.members->dim,
                            hold.members->count.value_or(-1),
                            hold.members->of);
    }
    if (hold.adds_up) {
        text += fmt::format("\nadds_up {} {}", hold.adds_up->dim, hold.adds_up->tolerance);
    }
    text += fmt::format("\nshrink {} lost {} new {} sum {}",
                        hold.shrink_percent.value_or(-1),
                        hold.lost_columns_allowed,
                        word_of(hold.new_columns_allowed),
                        hold.sum_duplicates);
    text += fmt::format("\ngrow {} future {} gaps {} lost {} negative {} percent {}",
                        hold.grow_percent.value_or(-1),
                        hold.future_allowed,
                        hold.gaps_allowed,
                        hold.lost_periods_allowed,
                        negatives_allowed(source),
                        hold.percent_allowed);
    text += fmt::format("\norder {} recount {}", hold.order_allowed, hold.recount_percent);
    if (hold.range) {
        text += range_text(*hold.range);
    }
    for (const Derive& derive : source.derives) {
        text +=
            fmt::format("\nderive {} {} {} {}", derive.id, derive.dim, derive.over, derive.roster);
    }
    for (const auto& [id, list] : source.recipe.codelists) { // hold.nested goes by them
        for (const Code& code : list.codes) {
            if (!code.parent.empty()) {
                text += fmt::format("\nparent {} {} {}", id, code.code, code.parent);
            }
        }
    }
    return sha256(text);
}

} // namespace tidemark::load
