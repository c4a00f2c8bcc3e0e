#include "pipeline/parse/read/xlsx.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_package.hpp"
#include "pipeline/parse/read/xlsx_sheet.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xlsx_styles.hpp"

#include <algorithm>

namespace tidemark::parse {

namespace {

Result<XlsxShared>
read_shared(const Zip& zip, const XlsxPackage& package, const Budgets& budgets, Spent& spent) {
    auto strings = read_strings(zip, package.strings, budgets, spent);
    if (!strings) {
        return propagate(strings);
    }
    auto styles = read_styles(zip, package.styles, budgets, spent);
    if (!styles) {
        return propagate(styles);
    }
    return XlsxShared{std::move(*strings), std::move(*styles), package.epoch};
}

} // namespace

Result<Workbook>
read_xlsx(const Zip& zip, const SheetFilter& wanted, const Budgets& budgets, Spent& spent) {
    const auto package = read_package(zip, budgets, spent);
    if (!package) {
        return fail(package.error());
    }
    const auto chosen = [&wanted](const SheetPart& sheet) {
        return !sheet.part.empty() && (!wanted || wanted(sheet.name, sheet.visibility));
    };
    Workbook book{.format = Format::xlsx, .decided = "XLSX", .sheets = {}};
    XlsxShared shared;
    if (std::ranges::any_of(package->sheets, chosen)) {
        auto read = read_shared(zip, *package, budgets, spent);
        if (!read) {
            return propagate(read);
        }
        shared = std::move(*read);
    }
    for (const auto& listed : package->sheets) {
        Sheet& sheet = book.sheets.emplace_back();
        sheet.name = listed.name;
        sheet.visibility = listed.visibility;
        if (!chosen(listed)) {
            continue;
        }
        if (auto read = read_xlsx_sheet(zip, listed.part, shared, budgets, spent, sheet); !read) {
            return fail(at_sheet(std::move(read).error(), listed.name));
        }
    }
    return book;
}

} // namespace tidemark::parse
