// streamed: a book laid out by its rows as they come, as the parse child does it: its observations
// are taken while there are more, and put together again at the end.
#pragma once

#include "pipeline/parse/layout/list_stream.hpp"
#include "tests/support/feed.hpp"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark::test {

class TakenEarly : public parse::EarlyObservations {
  public:
    void take(ParsedFile& part) override {
        append(observations_, part.observations);
        append(totals_, part.totals);
    }

    void forget() override {
        observations_.clear();
        totals_.clear();
    }

    // `rest`: what came at the end.
    [[nodiscard]] ParsedFile whole(ParsedFile rest) {
        take(rest);
        rest.observations = std::move(observations_);
        rest.totals = std::move(totals_);
        return rest;
    }

  private:
    static void append(std::vector<Observation>& to, std::vector<Observation>& from) {
        to.insert(
            to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
        from.clear();
    }

    std::vector<Observation> observations_;
    std::vector<Observation> totals_;
};

inline std::optional<ParsedFile> streamed(const Workbook& book,
                                          const RawFile& file,
                                          const Recipe& recipe,
                                          std::size_t layout,
                                          parse::Tracing* tracing = nullptr) {
    TakenEarly early;
    parse::ListStream list(file, recipe, layout, &early, tracing);
    if (!book.member.empty()) {
        list.member(book.member);
    }
    feed(list, book);
    auto rest = list.take(book.format);
    return rest ? std::optional(early.whole(std::move(*rest))) : std::nullopt;
}

} // namespace tidemark::test
