#include "pipeline/parse/read/builder.hpp"

#include "pipeline/parse/read/refuse.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace tidemark::parse {

namespace {

// Of all bytes would be slow for long texts; labels differ at their ends or in the middle ("Offence
// number 12 as it is described"). `text` has at least 16.
std::size_t hash_of(std::string_view text) {
    const auto word = [text](std::size_t at) {
        std::uint64_t value = 0;
        std::memcpy(&value, text.data() + at, sizeof value);
        return value;
    };
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    const std::uint64_t middle = word(text.size() / 2 - 4) * odd;
    const std::uint64_t ends = (word(0) * odd) ^ word(text.size() - 8) ^ text.size();
    return static_cast<std::size_t>(((ends ^ (middle >> 29U)) * odd) >> 32U);
}

} // namespace

CellText TextPool::share(std::string_view text) {
    constexpr std::size_t places = 4096;
    if (text.size() <= CellText::in_place) {
        return text;
    }
    if (texts_.empty()) {
        texts_.resize(places);
    }
    CellText& known = texts_[hash_of(text) % places];
    if (known != text) {
        known = CellText(text);
    }
    return known;
}

Error SheetBuilder::over() const {
    return over_budget("number of cells", "cells", most_);
}

// Adds what was used to what all sheets of the file used, and says how much that is.
std::uint64_t SheetBuilder::settle() {
    const std::uint64_t used = allowed_ - std::exchange(left_, 0);
    allowed_ = 0;
    return spent_.cells += used;
}

// Some cells of the budget at a time, counted when they are used: sheets that are read at once do
// not take from each other what they may not need, so a file is refused or not, whoever is first.
bool SheetBuilder::allow_more() {
    constexpr std::uint64_t some = 4096;
    const std::uint64_t spent = settle();
    allowed_ = left_ = spent < most_ ? std::min(some, most_ - spent) : 0;
    return left_ > 0;
}

Result<void> SheetBuilder::finish() {
    if (settle() > most_) {
        return fail(over());
    }
    sink_.end(std::move(cells_), std::move(merges_), sorted_);
    return {};
}

void SheetBuilder::hand_over(double progress) {
    due_ = sink_.rows(cells_, progress);
    // A row that goes on after its cells were handed over is out of order.
    constexpr std::int64_t end_of_row = 0xFFFFFFFF;
    last_ = last_ < 0 ? last_ : last_ | end_of_row;
}

bool SheetBuilder::repeat_row(std::uint32_t times) {
    // A copy: the sink may take the row away.
    const std::vector<Cell> cells(cells_.begin() + static_cast<std::ptrdiff_t>(row_), cells_.end());
    for (std::uint32_t below = 1; below <= times; ++below) {
        if (cells_.size() >= due_) {
            hand_over(0);
        }
        for (const Cell& pattern : cells) {
            Cell* cell = add({pattern.at.row + below, pattern.at.column}, pattern.type);
            if (cell == nullptr) {
                return false;
            }
            cell->number = pattern.number;
            cell->text = pattern.text;
            cell->style = pattern.style;
        }
    }
    return true;
}

} // namespace tidemark::parse
