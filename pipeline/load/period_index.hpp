// period_index: the periods of a list of figures, each once, by number.
//
// Figures come series by series or period by period: after 2018 comes what came after 2018 last
// time, so most are found by one comparison.
// Thread: one. Fails: never.
#pragma once

#include "pipeline/model/period.hpp"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace tidemark::load {

class PeriodIndex {
  public:
    // In the order in which they were first met.
    [[nodiscard]] const std::vector<Period>& all() const { return periods_; }

    std::size_t of(const Period& period) {
        if (!periods_.empty()) {
            const std::size_t guess = periods_[last_] == period ? last_ : next_[last_];
            if (periods_[guess] == period) {
                return last_ = guess;
            }
        }
        const auto [found, fresh] = places_.try_emplace(period, periods_.size());
        if (fresh) {
            periods_.push_back(period);
            next_.push_back(0);
        }
        next_[last_] = found->second;
        return last_ = found->second;
    }

  private:
    struct DaysHash {
        std::size_t operator()(const Period& period) const {
            constexpr std::size_t days = 1U << 22U; // more than there are from year 0 to 9999
            return static_cast<std::size_t>(period.start.time_since_epoch().count()) * days +
                   static_cast<std::size_t>(period.end.time_since_epoch().count());
        }
    };

    std::vector<Period> periods_;
    std::vector<std::size_t> next_; // by period: what followed it last time
    std::unordered_map<Period, std::size_t, DaysHash> places_;
    std::size_t last_ = 0;
};

} // namespace tidemark::load
