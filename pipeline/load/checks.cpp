#include "pipeline/load/checks.hpp"

#include "pipeline/base/digest.hpp"

#include <fmt/format.h>

namespace tidemark::load {

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
                        hold.new_columns_allowed,
                        hold.sum_duplicates);
    for (const Derive& derive : source.derives) {
        text += "\nderive " + derive.id;
    }
    return sha256(text);
}

} // namespace tidemark::load
