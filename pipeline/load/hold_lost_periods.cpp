// hold.lost_periods: a period of the last release that is gone, though an older one beside it is
// still there: the newest column was not read, or one in the middle.
//
// Normal, and let in: the oldest ones drop out (a window that moves on, also behind a base year);
// an edition holds one period alone, or none of the last one's; a year to June stands where the
// year to March stood, or April to December became the year.
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/hold_sequence.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace tidemark::load {
namespace {

class LostPeriods {
  public:
    explicit LostPeriods(const Examined& examined)
        : examined_(examined)
        , diary_(has_diary(examined.before->periods)) {
        for (const PeriodPlace& each : examined.periods) {
            ++now_[sequence_of(each.period, diary_)];
        }
        for (const Period& period : examined.before->periods) {
            last_[sequence_of(period, diary_)].push_back(period);
        }
    }

    void run(std::vector<Error>& reasons) const {
        for (const auto& [sequence, periods] : last_) {
            const auto now = now_.find(sequence);
            if (now != now_.end() && now->second > 1) {
                check(sequence, periods, reasons);
            }
        }
    }

  private:
    [[nodiscard]] const PeriodPlace* find(const Period& period) const {
        const auto found =
            std::ranges::lower_bound(examined_.periods, period, {}, &PeriodPlace::period);
        return found != examined_.periods.end() && found->period == period ? &*found : nullptr;
    }

    // Does a period that the last release did not have stand in its place?
    [[nodiscard]] bool is_replaced(const Period& lost, const Sequence& sequence) const {
        return std::ranges::any_of(examined_.periods, [&](const PeriodPlace& each) {
            const Period& period = each.period;
            const bool goes_on = period.end > lost.end && period.start <= lost.end;
            return goes_on &&
                   (period.start == lost.start ||
                    sequence_of(period, diary_).months == sequence.months) &&
                   !std::ranges::binary_search(examined_.before->periods, period);
        });
    }

    // `periods` of the last release, oldest first. Where one was missing then, a new run begins.
    void check(const Sequence& sequence,
               const std::vector<Period>& periods,
               std::vector<Error>& reasons) const {
        const PeriodPlace* older = nullptr; // still there, in this run
        const PeriodPlace* beside = nullptr;
        std::vector<std::string> lost;
        for (std::size_t i = 0; i < periods.size(); ++i) {
            if (i > 0 && sequence.goes_on() &&
                position(periods[i], sequence) > position(periods[i - 1], sequence) + 1) {
                older = nullptr;
            }
            if (const PeriodPlace* found = find(periods[i])) {
                older = found;
            } else if (older != nullptr && !is_replaced(periods[i], sequence)) {
                beside = beside == nullptr ? older : beside;
                lost.push_back(to_text(periods[i]));
            }
        }
        if (lost.empty()) {
            return;
        }
        Error error = checked(
            examined_.source, examined_.file.file, "hold.lost_periods", "lost_periods = \"allow\"");
        place(error, examined_.file, examined_.figures[beside->first]);
        error.expected =
            fmt::format("the periods after {} that the last release had", to_text(beside->period));
        error.found = "none for " + some(nullptr, lost);
        reasons.push_back(std::move(error));
    }

    const Examined& examined_;
    bool diary_;
    std::map<Sequence, std::size_t> now_; // how many periods
    std::map<Sequence, std::vector<Period>> last_;
};

} // namespace

void check_lost_periods(const Examined& examined, std::vector<Error>& reasons) {
    if (!examined.source.hold.lost_periods_allowed && examined.before != nullptr) {
        LostPeriods(examined).run(reasons);
    }
}

} // namespace tidemark::load
