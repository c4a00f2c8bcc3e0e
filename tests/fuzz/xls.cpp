// An XLS workbook: a compound file when it begins like one, else the stream of records in it. A
// stream reads the same in one piece and in the pieces that a compound file would scatter it into.
#include "pipeline/parse/read/xls.hpp"

#include "pipeline/parse/read/keep.hpp"
#include "pipeline/parse/worker/wire.hpp"
#include "tests/fuzz/support/book_check.hpp"
#include "tests/fuzz/support/check.hpp"

#include <algorithm>

namespace tidemark::fuzz {

namespace {

parse::Pieces scattered(std::string_view stream, std::size_t size) {
    parse::Pieces pieces;
    while (!stream.empty()) {
        pieces.push_back(stream.substr(0, size));
        stream.remove_prefix(std::min(size, stream.size()));
    }
    return pieces;
}

Result<Workbook> read(const parse::Pieces& pieces) {
    parse::Spent spent;
    return parse::keep({}, [&](parse::BookSink& sink) {
        return parse::read_xls(pieces, sink, small_budgets(), spent);
    });
}

void check_stream(std::string_view stream) {
    const auto whole = read({stream});
    if (whole) {
        check_book(*whole, small_budgets());
    } else {
        check_error(whole.error());
    }
    for (const std::size_t size : {std::size_t{1}, std::size_t{64}}) {
        const auto again = read(scattered(stream, size));
        check(whole.has_value() == again.has_value(), "pieces are read or refused as the whole");
        check(whole ? parse::encode(*whole) == parse::encode(*again)
                    : whole.error() == again.error(),
              "pieces read as the whole",
              whole ? "" : whole.error().to_text() + " but " + again.error().to_text());
    }
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark::fuzz;
    const std::string_view input = text_of(data, size);
    if (input.starts_with("\xD0\xCF\x11\xE0")) {
        check_reading(input);
    } else {
        check_stream(input);
    }
    return 0;
}
