#include "pipeline/base/text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace tidemark {

namespace {

// Characters, so that one accented letter is one edit; a byte that is not UTF-8 counts as one.
std::vector<std::int32_t> characters(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int64_t>(text.size());
    std::vector<std::int32_t> out;
    out.reserve(text.size());
    for (std::int64_t at = 0; at < size;) {
        const auto begin = at;
        UChar32 code = 0;
        U8_NEXT(bytes, at, size, code);
        if (code < 0) {
            at = begin + 1;
            code = -1 - static_cast<std::int32_t>(bytes[begin]); // two different bytes differ
        }
        out.push_back(code);
    }
    return out;
}

} // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    const auto from = characters(a);
    const auto to = characters(b);
    std::vector<std::size_t> row(to.size() + 1); // distances of one prefix of `from` to all of `to`
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const auto changed = diagonal + (from[i] == to[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::vector<std::string>
nearest(std::string_view text, const std::vector<std::string>& candidates, std::size_t count) {
    const auto folded = fold(text);

    struct Candidate {
        std::size_t distance;
        const std::string* text;
    };

    std::vector<Candidate> ranked;
    ranked.reserve(candidates.size());
    for (const auto& candidate : candidates) {
        ranked.push_back({edit_distance(folded, fold(candidate)), &candidate});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Candidate& a, const Candidate& b) {
        return a.distance < b.distance;
    });
    std::vector<std::string> out;
    for (const auto& candidate : ranked) {
        if (out.size() == count) {
            break;
        }
        if (std::find(out.begin(), out.end(), *candidate.text) == out.end()) {
            out.push_back(*candidate.text);
        }
    }
    return out;
}

} // namespace tidemark
