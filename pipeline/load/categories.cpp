#include "pipeline/load/categories.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/load/roll.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {
namespace {

bool is_usable(const Figure* figure) {
    return figure->value || figure->status == Status::below;
}

// What became of the slots of one period.
struct Tally {
    int slots = 0;
    int usable = 0;
    int suppressed = 0;
    int silent = 0; // nothing there, or marked as not answered
    std::vector<std::string> missing;
    std::string in_part; // "2 of 4 quarters": of the first slot whose year is not whole

    void add(const Slot& slot, const Found& found) {
        ++slots;
        if (found.is_whole() && std::ranges::all_of(found.figures, is_usable)) {
            ++usable;
            return;
        }
        const auto is = [](Status status) {
            return [status](const Figure* figure) { return figure->status == status; };
        };
        if (std::ranges::any_of(found.figures, is(Status::suppressed))) {
            ++suppressed;
            return;
        }
        silent += std::ranges::all_of(found.figures, is(Status::not_answered)) ? 1 : 0;
        if (!found.is_whole() && !found.figures.empty() && in_part.empty()) {
            in_part = in_words(found);
        }
        missing.push_back(slot.category.empty() ? "the figure" : slot.category);
    }
};

std::string names_of(const std::vector<std::string>& missing) {
    constexpr std::size_t most = 3;
    if (missing.size() <= most) {
        return join(missing, ", ");
    }
    const std::vector<std::string> some(missing.begin(), missing.begin() + most);
    return fmt::format("{} and {} more", join(some, ", "), missing.size() - most);
}

// "<5" as the source says: a range, or one number.
void add_value(Part& part, const Figure& figure, Markers::Below rule) {
    double low = figure.value.value_or(0);
    double high = low;
    if (!figure.value) {
        switch (rule) {
        case Markers::Below::unknown:
            high = figure.below;
            break;
        case Markers::Below::zero:
            break;
        case Markers::Below::half:
            low = high = figure.below / 2;
            break;
        case Markers::Below::top:
            low = high = figure.below;
            break;
        }
    }
    part.value += low;
    part.low += low;
    part.high += high;
}

const Letter*
newest_letter(const Snapshot& snapshot, const std::string& code, const Period& period) {
    const Letter* newest = nullptr;
    for (const Letter& letter : snapshot.letters) {
        const bool his = letter.member == code && letter.period == period;
        if (his && (newest == nullptr || newest->at <= letter.at)) {
            newest = &letter;
        }
    }
    return newest;
}

// A letter counts unless a figure came after it.
bool stands(const Letter& letter, const Part& part, const Snapshot& snapshot) {
    return std::ranges::none_of(part.figures, [&](const Figure* figure) {
        const auto vintage = snapshot.vintages.find(figure->first);
        return vintage != snapshot.vintages.end() && vintage->second.loaded > letter.at;
    });
}

void answer_by_letter(Part& part, const Letter& letter, const std::string& label) {
    part.answer = letter.answer == "refused"   ? Answer::refused
                  : letter.answer == "no-info" ? Answer::no_info
                                               : Answer::partly;
    const std::string words = part.answer == Answer::refused   ? "refused {}"
                              : part.answer == Answer::no_info ? "no information for {}"
                                                               : "answered {} in part";
    part.why = fmt::format(fmt::runtime(words), label);
    part.why += letter.why.empty() ? "" : ": " + letter.why;
}

void answer_by_figures(Part& part, const Tally& tally, const std::string& label) {
    if (tally.usable == tally.slots && tally.slots > 0) {
        part.answer = Answer::answered;
    } else if (tally.silent == tally.slots) {
        part.answer = Answer::awaited;
        part.why = fmt::format("no {} answer", label);
    } else if (!tally.in_part.empty()) {
        part.answer = Answer::partly;
        part.why = fmt::format("{} has {}", label, tally.in_part);
    } else if (tally.missing.empty()) {
        part.answer = Answer::suppressed;
        part.why = fmt::format("{} suppressed", label);
    } else if (tally.usable == 0 && tally.suppressed == 0 && tally.silent == 0) {
        part.answer = Answer::no_info;
        part.why = fmt::format("{} not available", label);
    } else {
        part.answer = Answer::partly;
        part.why = fmt::format("{} without {}", label, names_of(tally.missing));
    }
}

void set_edition(Part& part, const Snapshot& snapshot) {
    const auto order = [&](VintageId id) {
        const auto vintage = snapshot.vintages.find(id);
        return vintage == snapshot.vintages.end()
                   ? std::tuple(Day{}, Instant{}, id)
                   : std::tuple(vintage->second.published, vintage->second.loaded, id);
    };
    for (const Figure* figure : part.figures) {
        if (part.last == 0 || order(figure->last) < order(part.last)) {
            part.last = figure->last;
        }
    }
}

} // namespace

bool asked_for(const SetMember& member, const Period& period) {
    return (!member.from || *member.from <= period.start) &&
           (!member.to || period.end <= *member.to);
}

const Figure* figure_at(const Series* series, const Period& period) {
    if (series == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::lower_bound(series->figures, period, {}, &Figure::period);
    return found != series->figures.end() && found->period == period ? &*found : nullptr;
}

Part part_of(const std::vector<Slot>& slots,
             const std::string& code,
             const Period& period,
             const Circumstances& given) {
    Part part;
    part.code = code;
    Tally tally;
    const Break* broken = nullptr;
    for (const Slot& slot : slots) {
        const bool asked = std::ranges::all_of(
            slot.dated, [&](const SetMember* member) { return asked_for(*member, period); });
        if (!asked) {
            continue;
        }
        const Found found = find_figures(slot.series, period, given.source.rolls);
        tally.add(slot, found);
        for (const Figure* figure : found.figures) {
            part.figures.push_back(figure);
            if (is_usable(figure)) {
                add_value(part, *figure, given.source.recipe.markers.in_sums);
            }
        }
        if (broken == nullptr && !found.figures.empty()) {
            broken = break_of(given.source, slot.dims, period);
        }
    }
    const std::string label = in_words(period);
    answer_by_figures(part, tally, label);
    const Letter* letter = newest_letter(given.snapshot, code, period);
    if (letter != nullptr && stands(*letter, part, given.snapshot)) {
        answer_by_letter(part, *letter, label);
    }
    if (broken != nullptr && part.answer == Answer::answered) {
        part.answer = Answer::series_break;
        part.why = broken->why;
    }
    if (part.answer != Answer::answered) {
        part.value = part.low = part.high = 0;
    }
    set_edition(part, given.snapshot);
    return part;
}

} // namespace tidemark::load
