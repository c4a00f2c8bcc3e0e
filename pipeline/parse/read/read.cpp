#include "pipeline/parse/read/read.hpp"

#include "pipeline/parse/read/csv.hpp"
#include "pipeline/parse/read/keep.hpp"
#include "pipeline/parse/read/ods.hpp"
#include "pipeline/parse/read/sniff.hpp"
#include "pipeline/parse/read/xls.hpp"
#include "pipeline/parse/read/xlsx.hpp"

namespace tidemark::parse {

namespace {

Result<ReadAs> read_zip(std::string_view bytes,
                        BookSink& sink,
                        const Budgets& budgets,
                        Spent& spent,
                        unsigned threads) {
    auto zip = Zip::open(bytes, budgets);
    if (!zip) {
        return propagate(zip);
    }
    const auto format = sniff_zip(*zip, budgets, spent);
    if (!format) {
        return fail(format.error());
    }
    return *format == Format::xlsx ? read_xlsx(*zip, sink, budgets, spent, threads)
                                   : read_ods(*zip, sink, budgets, spent);
}

Result<ReadAs>
read_compound(std::string_view bytes, BookSink& sink, const Budgets& budgets, Spent& spent) {
    const auto file = Cfb::open(bytes, budgets);
    if (!file) {
        return fail(file.error());
    }
    const auto name = sniff_compound(*file);
    if (!name) {
        return fail(name.error());
    }
    const auto stream = file->stream(*name);
    if (!stream) {
        return fail(stream.error());
    }
    return read_xls(*stream, sink, budgets, spent);
}

} // namespace

Result<ReadAs> read_into(BookSink& sink,
                         std::string_view bytes,
                         const Read& how,
                         const Budgets& budgets,
                         unsigned threads) {
    Spent spent;
    const auto kind = sniff(bytes);
    if (!kind) {
        return fail(kind.error());
    }
    switch (*kind) {
    case Kind::text:
        return read_csv(bytes, how, sink, budgets, spent);
    case Kind::zip:
        return read_zip(bytes, sink, budgets, spent, threads);
    case Kind::compound:
        return read_compound(bytes, sink, budgets, spent);
    case Kind::records:
        return read_xls({bytes}, sink, budgets, spent);
    }
    return {};
}

Result<Workbook> read_workbook(std::string_view bytes,
                               const Read& how,
                               const SheetFilter& wanted,
                               const Budgets& budgets,
                               unsigned threads) {
    return keep(wanted,
                [&](BookSink& sink) { return read_into(sink, bytes, how, budgets, threads); });
}

} // namespace tidemark::parse
