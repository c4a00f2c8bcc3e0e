// evidence: the cells behind a statement. Owns an index into the Snapshot, which outlives it.
#pragma once

#include "pipeline/alert/compare.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/statement.hpp"

#include <string_view>
#include <vector>

namespace tidemark::alert {

class Evidences {
  public:
    explicit Evidences(const Snapshot& snapshot);

    // One for each figure of the part, in the order of the part.
    void add(std::vector<Evidence>& to, std::string_view role, const Part& part) const;

    // All figures of the answered parts of a total.
    void add(std::vector<Evidence>& to, std::string_view role, const Total& total) const;

  private:
    [[nodiscard]] std::string series_of(const Figure* figure) const;

    std::vector<const Series*> by_figures_; // by the address of their figures
};

} // namespace tidemark::alert
