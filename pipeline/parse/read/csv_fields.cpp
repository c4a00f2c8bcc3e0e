#include "pipeline/parse/read/csv_fields.hpp"

#include <cstring>

namespace tidemark::parse {

CsvFields::CsvFields(std::string_view text, char delimiter, char quote)
    : text_(text)
    , delimiter_(delimiter)
    , quote_(quote) {
    look_at(0);
}

void CsvFields::look_at(std::size_t block) {
    block_ = block;
    const std::size_t size = text_.size() - block;
    std::array<char, mask_bytes> tail; // NOLINT(cppcoreguidelines-pro-type-member-init)
    const char* bytes = text_.data() + block;
    if (size < mask_bytes) {
        std::memset(tail.data(), 0, tail.size());
        text_.copy(tail.data(), size, block);
        bytes = tail.data();
    }
    const Block in(bytes);
    stops_ = in.equal(delimiter_) | in.equal('\n') | in.equal('\r');
    quotes_ = in.equal(quote_);
    if (size < mask_bytes) {
        const std::uint64_t there = (std::uint64_t{1} << size) - 1;
        stops_ &= there; // a delimiter could be the byte that fills the tail
        quotes_ &= there;
    }
}

CsvFields::After CsvFields::in_quotes() {
    joined_.clear();
    bool whole = true; // one run between two quotes
    std::size_t from = at_ + 1;
    while (true) {
        const std::size_t quote = find(quotes_, from);
        if (quote == text_.size()) {
            return After::open;
        }
        at_ = quote + 1;
        if (at_ < text_.size() && text_[at_] == quote_) {
            joined_ += text_.substr(from, at_ - from);
            from = ++at_;
            whole = false;
            continue;
        }
        const std::size_t tail = at_;
        at_ = find(stops_, tail);
        if (whole && tail == at_) {
            field_ = text_.substr(from, quote - from);
            readable_ = text_.size() - from;
            return separator();
        }
        joined_ += text_.substr(from, quote - from);
        joined_ += text_.substr(tail, at_ - tail);
        field_ = joined_;
        readable_ = joined_.size();
        return separator();
    }
}

} // namespace tidemark::parse
