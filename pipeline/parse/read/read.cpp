#include "pipeline/parse/read/read.hpp"

#include "pipeline/parse/read/csv.hpp"
#include "pipeline/parse/read/ods.hpp"
#include "pipeline/parse/read/sniff.hpp"
#include "pipeline/parse/read/xls.hpp"
#include "pipeline/parse/read/xlsx.hpp"

namespace tidemark::parse {

namespace {

Result<Workbook>
read_zip(std::string_view bytes, const SheetFilter& wanted, const Budgets& budgets, Spent& spent) {
    auto zip = Zip::open(bytes, budgets);
    if (!zip) {
        return propagate(zip);
    }
    const auto format = sniff_zip(*zip, budgets, spent);
    if (!format) {
        return fail(format.error());
    }
    return *format == Format::xlsx ? read_xlsx(*zip, wanted, budgets, spent)
                                   : read_ods(*zip, wanted, budgets, spent);
}

Result<Workbook> read_compound(std::string_view bytes,
                               const SheetFilter& wanted,
                               const Budgets& budgets,
                               Spent& spent) {
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
    return read_xls(*stream, wanted, budgets, spent);
}

Result<Workbook> read_any(std::string_view bytes,
                          const Read& how,
                          const SheetFilter& wanted,
                          const Budgets& budgets) {
    Spent spent;
    const auto kind = sniff(bytes);
    if (!kind) {
        return fail(kind.error());
    }
    switch (*kind) {
    case Kind::text:
        return read_csv(bytes, how, wanted, budgets, spent);
    case Kind::zip:
        return read_zip(bytes, wanted, budgets, spent);
    case Kind::compound:
        return read_compound(bytes, wanted, budgets, spent);
    case Kind::records:
        return read_xls({bytes}, wanted, budgets, spent);
    }
    return {};
}

} // namespace

Result<Workbook> read_workbook(std::string_view bytes,
                               const Read& how,
                               const SheetFilter& wanted,
                               const Budgets& budgets) {
    return read_any(bytes, how, wanted, budgets);
}

} // namespace tidemark::parse
