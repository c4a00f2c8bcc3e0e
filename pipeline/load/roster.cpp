#include "pipeline/load/roster.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {
namespace {

void add(Total& total, const Part& part) {
    total.value += part.value;
    total.low += part.low;
    total.high += part.high;
    ++total.members;
}

std::string publishers_label(const Part& part, const Period& period) {
    const std::string& label = part.figures.empty() ? "" : part.figures.front()->label;
    const bool shared = !label.empty() && std::ranges::all_of(part.figures, [&](const Figure* f) {
        return f->label == label;
    });
    return shared ? label : in_words(period);
}

} // namespace

std::optional<Total>
total_of(const Members& members, const Period& period, const Circumstances& given) {
    Total total;
    total.period = period;
    total.label = in_words(period);
    const std::vector<std::string> codes = members.set->asked(period);
    const std::set<std::string> asked(codes.begin(), codes.end());
    total.of = static_cast<int>(asked.size());
    for (const auto& [code, slots] : members.slots) { // by code
        Part part = part_of(slots, code, period, given);
        part.name = members.list != nullptr ? members.list->name_of(code) : code;
        if (asked.contains(code)) {
            if (part.answer == Answer::answered) {
                add(total, part);
            }
            total.parts.push_back(std::move(part));
        } else if (part.answer == Answer::answered) {
            part.answer = Answer::not_asked;
            part.why = fmt::format("not asked for {}", total.label);
            total.parts.push_back(std::move(part));
        }
    }
    return total.members > 0 ? std::optional(std::move(total)) : std::nullopt;
}

std::optional<Total> total_of(Part part, const Period& period) {
    if (part.answer != Answer::answered) {
        return std::nullopt;
    }
    Total total;
    total.period = period;
    total.label = publishers_label(part, period);
    total.of = 1;
    add(total, part);
    total.parts.push_back(std::move(part));
    return total;
}

} // namespace tidemark::load
