#include "pipeline/parse/read/read.hpp"

#include "pipeline/parse/read/csv.hpp"
#include "pipeline/parse/read/ods.hpp"
#include "pipeline/parse/read/sniff.hpp"
#include "pipeline/parse/read/xlsx.hpp"

namespace tidemark::parse {

namespace {

Result<Workbook> read_any(std::string_view bytes,
                          const Read& how,
                          const SheetFilter& wanted,
                          const Budgets& budgets) {
    Spent spent;
    const auto kind = sniff(bytes);
    if (!kind) {
        return fail(kind.error());
    }
    if (*kind == Kind::text) {
        return read_csv(bytes, how, wanted, budgets, spent);
    }
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

} // namespace

Result<Workbook> read_workbook(std::string_view bytes,
                               const Read& how,
                               const SheetFilter& wanted,
                               const Budgets& budgets) {
    return read_any(bytes, how, wanted, budgets);
}

} // namespace tidemark::parse
