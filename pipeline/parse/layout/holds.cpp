#include "pipeline/parse/layout/holds.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {
namespace {

constexpr std::size_t most_reasons = 200;

} // namespace

Holds::Holds(std::string source, std::string file)
    : source_(std::move(source))
    , file_(std::move(file)) {}

void Holds::add(Error reason) {
    if (reasons_.size() >= most_reasons) {
        ++unsaid_;
        return;
    }
    reason.fault = Fault::held;
    reason.source = source_;
    reason.file = file_;
    reasons_.push_back({.error = std::move(reason)});
}

void Holds::repeat(const std::string& key, const std::function<Error()>& make) {
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        ++reasons_[known->second].cells;
        return;
    }
    if (reasons_.size() >= most_reasons) {
        ++unsaid_;
        return;
    }
    by_key_.emplace(key, reasons_.size());
    add(make());
}

std::vector<Error> Holds::take() {
    std::vector<Error> all;
    for (Reason& reason : reasons_) {
        if (reason.cells > 1) {
            reason.error.found += fmt::format(" (in {} cells)", reason.cells);
        }
        all.push_back(std::move(reason.error));
    }
    if (unsaid_ > 0) {
        all.push_back({.fault = Fault::held,
                       .code = "layout.more",
                       .source = source_,
                       .file = file_,
                       .expected = fmt::format("at most {} problems", most_reasons),
                       .found = fmt::format("{} more", unsaid_),
                       .next = "mend those above first"});
    }
    reasons_.clear();
    by_key_.clear();
    unsaid_ = 0;
    return all;
}

} // namespace tidemark::parse
