#include "pipeline/parse/read/csv_fields.hpp"

#include <algorithm>

namespace tidemark::parse {

CsvFields::CsvFields(std::string_view text, char delimiter)
    : text_(text) {
    for (const char c : {delimiter, '\n', '\r'}) {
        stops_[static_cast<unsigned char>(c)] = true;
    }
}

CsvFields::After CsvFields::next() {
    if (at_ == text_.size() && !record_open_) {
        return After::end;
    }
    quoted_ = at_ < text_.size() && text_[at_] == '"';
    return quoted_ ? in_quotes() : plain();
}

CsvFields::After CsvFields::plain() {
    const std::size_t from = at_;
    while (at_ < text_.size() && !stops_[static_cast<unsigned char>(text_[at_])]) {
        ++at_;
    }
    field_ = text_.substr(from, at_ - from);
    return separator();
}

CsvFields::After CsvFields::in_quotes() {
    joined_.clear();
    bool whole = true; // one run between two quotes
    std::size_t from = at_ + 1;
    while (true) {
        const std::size_t quote = text_.find('"', from);
        if (quote == std::string_view::npos) {
            return After::open;
        }
        at_ = quote + 1;
        if (at_ < text_.size() && text_[at_] == '"') {
            joined_ += text_.substr(from, at_ - from);
            from = ++at_;
            whole = false;
            continue;
        }
        const std::size_t tail = at_;
        while (at_ < text_.size() && !stops_[static_cast<unsigned char>(text_[at_])]) {
            ++at_;
        }
        if (whole && tail == at_) {
            field_ = text_.substr(from, quote - from);
            return separator();
        }
        joined_ += text_.substr(from, quote - from);
        joined_ += text_.substr(tail, at_ - tail);
        field_ = joined_;
        return separator();
    }
}

CsvFields::After CsvFields::separator() {
    record_open_ = false;
    if (at_ == text_.size()) {
        return After::record;
    }
    const char c = text_[at_++];
    if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') {
        ++at_;
    }
    if (c == '\n' || c == '\r') {
        return After::record;
    }
    record_open_ = true;
    return After::field;
}

} // namespace tidemark::parse
