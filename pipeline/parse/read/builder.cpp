#include "pipeline/parse/read/builder.hpp"

#include "pipeline/parse/read/refuse.hpp"

#include <algorithm>
#include <cstring>

namespace tidemark::parse {

namespace {

// Of all bytes would be slow for long texts; labels differ at their ends.
std::size_t hash_of(std::string_view text) {
    std::uint64_t front = 0;
    std::uint64_t back = 0;
    std::memcpy(&front, text.data(), sizeof front);
    std::memcpy(&back, text.data() + text.size() - sizeof back, sizeof back);
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(((front * odd) ^ back ^ text.size()) * odd >> 32U);
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

bool SheetBuilder::repeat_row(std::size_t first, std::uint32_t times) {
    const std::size_t last = cells_.size();
    for (std::uint32_t below = 1; below <= times; ++below) {
        for (std::size_t i = first; i < last; ++i) {
            const Cell from = cells_[i];
            Cell* cell = add({from.at.row + below, from.at.column}, from.type);
            if (cell == nullptr) {
                return false;
            }
            cell->number = from.number;
            cell->text = from.text;
            cell->format = from.format;
        }
    }
    return true;
}

void SheetBuilder::grow(double progress) {
    const auto now = static_cast<double>(cells_.size());
    const double foreseen = progress > 0 ? now / progress * 1.02 : now * 2;
    cells_.reserve(most_columns +
                   static_cast<std::size_t>(std::clamp(foreseen, now * 1.25, now * 8)));
}

void SheetBuilder::finish() {
    if (!sorted_) {
        std::ranges::stable_sort(cells_, {}, &Cell::at);
        // Of equal addresses the last is kept: unique() over the reversed order.
        const auto kept = std::unique(cells_.rbegin(),
                                      cells_.rend(),
                                      [](const Cell& a, const Cell& b) { return a.at == b.at; });
        cells_.erase(cells_.begin(), kept.base());
    }
    if (cells_.capacity() > cells_.size() + cells_.size() / 4) {
        cells_.shrink_to_fit();
    }
}

} // namespace tidemark::parse
