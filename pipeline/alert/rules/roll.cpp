#include "pipeline/alert/rules/roll.hpp"

#include "pipeline/alert/select.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <span>

namespace tidemark::alert {
namespace {

using Pieces = std::span<const Total* const>; // oldest first

// How many of them make a year; 0 for what is not put together.
std::size_t in_a_year(const Period& period) {
    switch (frequency(period)) {
    case Frequency::month:
        return 12;
    case Frequency::quarter:
        return 4;
    case Frequency::half:
        return 2;
    case Frequency::calendar_year:
    case Frequency::financial_year:
    case Frequency::year_ending:
    case Frequency::week:
    case Frequency::day:
    case Frequency::span:
        return 0;
    }
    return 0;
}

bool is_unbroken(Pieces pieces) {
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        if (pieces[i - 1]->period.end + std::chrono::days(1) != pieces[i]->period.start) {
            return false;
        }
    }
    return true;
}

// One member's parts of all pieces as one; `pieces`: how many there should be.
Part together(const std::vector<const Part*>& parts,
              std::size_t pieces,
              const Period& span,
              const Snapshot& snapshot) {
    Part sum;
    sum.code = parts.front()->code;
    sum.name = parts.front()->name;
    std::size_t answered = 0;
    bool asked = false;
    for (const Part* part : parts) {
        asked = asked || part->answer != Answer::not_asked;
        if (part->answer != Answer::answered) {
            sum.answer = part->answer;
            continue;
        }
        ++answered;
        sum.value += part->value;
        sum.low += part->low;
        sum.high += part->high;
        sum.last =
            sum.last == 0 || is_older(part->last, sum.last, snapshot) ? part->last : sum.last;
        sum.figures.insert(sum.figures.end(), part->figures.begin(), part->figures.end());
    }
    if (answered == pieces) {
        sum.answer = Answer::answered;
    } else if (answered > 0) {
        // A break says more than that something is missing.
        sum.answer = sum.answer == Answer::series_break ? sum.answer : Answer::partly;
        sum.why = fmt::format("{} of {} parts of {}", answered, pieces, in_words(span));
    } else if (!asked) {
        sum.answer = Answer::not_asked;
    }
    return sum;
}

Total rolled(Pieces pieces, const Snapshot& snapshot) {
    Total total;
    total.period = {.start = pieces.front()->period.start, .end = pieces.back()->period.end};
    total.label = in_words(total.period);
    std::map<std::string, std::vector<const Part*>> members;
    for (const Total* piece : pieces) {
        for (const Part& part : piece->parts) {
            members[part.code].push_back(&part);
        }
    }
    for (const auto& [code, parts] : members) {
        Part part = together(parts, pieces.size(), total.period, snapshot);
        total.of += part.answer == Answer::not_asked ? 0 : 1;
        if (part.answer == Answer::answered) {
            ++total.members;
            total.value += part.value;
            total.low += part.low;
            total.high += part.high;
        }
        total.parts.push_back(std::move(part));
    }
    return total;
}

// Every unbroken row of pieces of one frequency that `length` gives for its last one; 0: none.
template <typename Length>
std::vector<Total> spans(const Subject& subject, const Snapshot& snapshot, Length length) {
    std::vector<Total> all;
    for (const auto& run : by_frequency(subject)) {
        const std::size_t whole = in_a_year(run.front()->period);
        for (std::size_t last = 0; whole > 0 && last < run.size(); ++last) {
            const std::size_t count = length(*run[last], whole);
            if (count == 0 || count > last + 1) {
                continue;
            }
            const Pieces pieces(&run[last + 1 - count], count);
            if (is_unbroken(pieces)) {
                all.push_back(rolled(pieces, snapshot));
            }
        }
    }
    // Months and quarters of one series make the same year: once.
    std::ranges::stable_sort(all, {}, &Total::period);
    const auto same = [](const Total& a, const Total& b) { return a.period == b.period; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

} // namespace

std::vector<Total> rolling_years(const Subject& subject, const Snapshot& snapshot) {
    return spans(subject, snapshot, [](const Total&, std::size_t whole) { return whole; });
}

std::vector<Total> years_so_far(const Subject& subject, unsigned month, const Snapshot& snapshot) {
    constexpr unsigned months_of_year = 12;
    const auto length = [&](const Total& last, std::size_t whole) -> std::size_t {
        const std::chrono::year_month_day start(last.period.start);
        const unsigned since =
            (static_cast<unsigned>(start.month()) + months_of_year - month) % months_of_year;
        const auto each = months_of_year / static_cast<unsigned>(whole);
        // A quarter that begins inside another of the year has no place in it.
        const std::size_t count = since % each == 0 ? since / each + 1 : 0;
        return count == whole ? 0 : count;
    };
    return spans(subject, snapshot, length);
}

void for_each_year_apart(const Subject& subject,
                         const std::vector<Total>& spans,
                         const SidesWork& work) {
    for (const Total& now : spans) {
        const auto before = std::ranges::find(spans, year_before(now.period), &Total::period);
        if (before != spans.end()) {
            work({.subject = subject, .now = now, .before = *before});
        }
    }
}

} // namespace tidemark::alert
