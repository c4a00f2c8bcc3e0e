#include "pipeline/parse/layout/list_header.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tidemark::parse {
namespace {

std::string quoted_all(std::vector<std::string> texts) {
    for (std::string& text : texts) {
        text = quoted(text);
    }
    return join(texts, ", ");
}

unsigned char lower(unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + ('a' - 'A')) : c;
}

bool is_alphanumeric(unsigned char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

// The first byte that folding keeps, as it folds; 0x80 where that takes more than a look.
unsigned char first_byte(std::string_view text) {
    constexpr unsigned char unsure = 0x80;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= unsure) {
            return unsure;
        }
        if (is_alphanumeric(byte)) {
            return lower(byte);
        }
        if (byte == '&') {
            return 'a'; // folded to "and"
        }
    }
    return unsure;
}

} // namespace

Error no_header(const std::string& sheet, std::string expected, std::string found) {
    return {.fault = Fault::held,
            .code = "layout.header",
            .sheet = sheet,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "see what is there with 'tidemark cells', then mend header, value or column"};
}

HeaderSearch::HeaderSearch(const std::vector<std::string>& wanted, std::string sheet)
    : texts_(wanted)
    , sheet_(std::move(sheet)) {
    for (const std::string& text : wanted) {
        wanted_.push_back(fold(text));
        first_bytes_[first_byte(wanted_.back())] = true;
    }
}

// Index into wanted_, or beyond its end. A table of half a million rows has few distinct texts:
// each is folded once, and most are told by how they begin.
std::size_t HeaderSearch::which_text(const Cell& cell) {
    constexpr std::size_t longest = 1000; // no header
    constexpr std::size_t most = 100'000; // distinct texts remembered
    const std::string_view text = cell.text;
    const unsigned char first = first_byte(text);
    if (text.size() > longest || (first < 0x80 && !first_bytes_[first] && !first_bytes_[0x80])) {
        return wanted_.size();
    }
    if (const auto known = known_.find(text); known != known_.end()) {
        return known->second;
    }
    const auto which =
        static_cast<std::size_t>(std::ranges::find(wanted_, fold(text)) - wanted_.begin());
    if (known_.size() < most) {
        known_.emplace(text, which);
    }
    return which;
}

bool HeaderSearch::see(const SheetView::Row& row) {
    seen_.assign(wanted_.size(), false);
    for (const Cell& cell : row.cells) {
        if (const std::size_t which = which_text(cell); which < wanted_.size()) {
            seen_[which] = true;
        }
    }
    const auto hits = static_cast<std::size_t>(std::ranges::count(seen_, true));
    if (hits == wanted_.size()) {
        found_.push_back(row.row);
        return true;
    }
    if (hits > most_) {
        most_ = hits;
        nearest_ = row.row;
        missing_.clear();
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (!seen_[i]) {
                missing_.push_back(texts_[i]);
            }
        }
    }
    return false;
}

Result<void> HeaderSearch::outcome() const {
    if (found_.size() == 1) {
        return {};
    }
    std::string found = "none of them";
    if (found_.size() > 1) {
        found = fmt::format("{} (rows {} and {})", found_.size(), found_[0] + 1, found_[1] + 1);
    } else if (most_ > 0) {
        found = fmt::format("row {} without {}", nearest_ + 1, quoted_all(missing_));
    }
    return fail(no_header(sheet_, "one header row with " + quoted_all(texts_), std::move(found)));
}

} // namespace tidemark::parse
