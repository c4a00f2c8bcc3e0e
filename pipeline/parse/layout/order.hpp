// order: whether the periods below one year that stands once run one way.
//
//     2014 | Nov      A year that is missing above its months lets the one before reach over them:
//          | Dec      January 2015 is read as January 2014, below December 2014. Within the reach
//     2015 | Jan      of one year the months of one series go up, or down, never both.
//
// Owns what it remembers: one run a series. Fails: never. Thread: one.
#pragma once

#include "pipeline/model/period.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace tidemark::parse {

class OrderCheck {
  public:
    // `series` and `parts`: label ids, of the other dimensions and of the pieces that reach.
    // The period before it, where it goes back.
    [[nodiscard]] std::optional<Period>
    see(const std::u32string& series, const std::u32string& parts, const Period& period);

  private:
    struct Run {
        std::u32string parts;
        Period last;
        int way = 0; // +1 up, -1 down, 0 not known yet
    };

    std::unordered_map<std::u32string, Run> runs_;
};

} // namespace tidemark::parse
