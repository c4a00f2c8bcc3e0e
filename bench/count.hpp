// CountBook: a sink that looks at every cell and keeps none.
#pragma once

#include "pipeline/parse/read/sink.hpp"

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

namespace tidemark::bench {

class CountSheet : public parse::SheetSink {
  public:
    [[nodiscard]] std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        constexpr std::size_t batch = 1024;
        count_ += cells.size();
        for (const Cell& cell : cells) {
            sum_ += cell.number;
            bytes_ += cell.text.size();
        }
        cells.clear();
        return batch;
    }

    void end(std::vector<Cell> cells, std::vector<Area> /*merges*/, bool /*in_order*/) override {
        static_cast<void>(rows(cells, 1));
    }

    [[nodiscard]] std::uint64_t count() const { return count_; }

    [[nodiscard]] double sum() const { return sum_ + static_cast<double>(bytes_); }

  private:
    std::uint64_t count_ = 0;
    std::uint64_t bytes_ = 0;
    double sum_ = 0;
};

class CountBook : public parse::BookSink {
  public:
    [[nodiscard]] parse::SheetSink* sheet(std::string_view /*name*/,
                                          Visibility /*visibility*/) override {
        return &sheets_.emplace_back();
    }

    [[nodiscard]] std::uint64_t count() const {
        std::uint64_t count = 0;
        for (const auto& sheet : sheets_) {
            count += sheet.count();
        }
        return count;
    }

    // Of all numbers and lengths of texts: something that a compiler cannot leave out.
    [[nodiscard]] double sum() const {
        double sum = 0;
        for (const auto& sheet : sheets_) {
            sum += sheet.sum();
        }
        return sum;
    }

  private:
    std::deque<CountSheet> sheets_;
};

} // namespace tidemark::bench
