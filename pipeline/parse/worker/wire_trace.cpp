// What the cells of a file were taken for, on the wire.
#include "pipeline/parse/worker/wire_records.hpp"

#include <utility>

namespace tidemark::parse {
namespace {

constexpr std::size_t least_sheet = 24;
constexpr std::size_t size_of_use = 29;

void put(Writer& out, const SheetTrace& sheet) {
    out.put_text(sheet.name);
    out.put_text(sheet.layout);
    out.put_count(sheet.dims.size());
    for (const std::string& dim : sheet.dims) {
        out.put_text(dim);
    }
    out.put_count(sheet.uses.size());
    for (const CellUse& use : sheet.uses) {
        out.put(use.role);
        out.put(use.dim);
        parse::put(out, use.at);
        parse::put(out, use.area);
    }
}

CellUse get_use(Reader& in, std::size_t dims) {
    CellUse use;
    use.role = in.get_enum(CellUse::Role::stop);
    use.dim = in.get<std::uint32_t>();
    use.at = get_address(in);
    use.area = get_area(in);
    if (use.role == CellUse::Role::label) {
        in.require(use.dim < dims);
    } else {
        in.require(use.dim == 0 && use.at == use.area.first);
    }
    return use;
}

} // namespace

void put_trace(AnswerWriter& out, const std::vector<SheetTrace>& sheets) {
    Writer part = new_part();
    part.put_count(sheets.size());
    for (const SheetTrace& sheet : sheets) {
        put(part, sheet);
    }
    send(out, Part::trace, std::move(part));
}

std::vector<SheetTrace> get_trace(Reader& in) {
    std::vector<SheetTrace> sheets;
    for (std::size_t n = in.get_count(least_sheet); n > 0 && in.good(); --n) {
        SheetTrace& sheet = sheets.emplace_back();
        sheet.name = in.get_text();
        sheet.layout = in.get_text();
        for (std::size_t m = in.get_count(least_text); m > 0 && in.good(); --m) {
            sheet.dims.push_back(in.get_text());
        }
        for (std::size_t m = in.get_count(size_of_use); m > 0 && in.good(); --m) {
            sheet.uses.push_back(get_use(in, sheet.dims.size()));
        }
    }
    return sheets;
}

} // namespace tidemark::parse
