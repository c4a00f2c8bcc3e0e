// A Workbook on the wire: each sheet, then its cells as records. And an Outline, which has none.
#include "pipeline/parse/worker/wire_parts.hpp"

namespace tidemark::parse {
namespace {

struct CellRecord {
    std::uint32_t row;
    std::uint32_t column;
    std::uint32_t style; // of the table of styles
    std::uint8_t type;
    std::array<std::uint8_t, 3> nothing;
    double number;
    Place text;
};

static_assert(sizeof(CellRecord) == 40);

constexpr std::size_t size_of_area = 16;
constexpr std::size_t least_outline = 29;

void put(Writer& out, const Area& area) {
    parse::put(out, area.first);
    parse::put(out, area.last);
}

Address get_address(Reader& in) {
    const auto row = in.get<std::uint32_t>();
    return {row, in.get<std::uint32_t>()};
}

Area get_area(Reader& in) {
    const Address first = get_address(in);
    const Area area{first, get_address(in)};
    in.require(area.first.row <= area.last.row && area.first.column <= area.last.column);
    return area;
}

void put_cells(AnswerWriter& out,
               const std::vector<Cell>& cells,
               TextTable& texts,
               TextTable& styles) {
    Records<CellRecord> records;
    const auto send = [&] {
        texts.send(out);
        styles.send(out);
        records.send(out, Part::cells);
    };
    for (const Cell& cell : cells) {
        records.add({.row = cell.at.row,
                     .column = cell.at.column,
                     .style = styles.number(cell.format),
                     .type = static_cast<std::uint8_t>(cell.type),
                     .nothing = {},
                     .number = cell.number,
                     .text = texts.placed(cell.text)});
        if (records.full()) {
            send();
        }
    }
    send();
}

} // namespace

void put_book(AnswerWriter& out, const Workbook& book) {
    Writer begin = new_part();
    begin.put(book.format);
    begin.put_text(book.decided);
    send(out, Part::book, std::move(begin));
    TextTable texts(Part::texts);
    TextTable styles(Part::styles);
    for (const Sheet& sheet : book.sheets) {
        Writer about = new_part();
        about.put_text(sheet.name);
        about.put(sheet.visibility);
        about.put_count(sheet.merges.size());
        for (const Area& merge : sheet.merges) {
            put(about, merge);
        }
        send(out, Part::sheet, std::move(about));
        put_cells(out, sheet.cells, texts, styles);
    }
}

bool BookRead::begin(std::string_view payload) {
    Reader in(payload);
    book.format = in.get_enum(Format::csv);
    book.decided = in.get_text();
    return in.good() && in.at_end();
}

bool BookRead::add_sheet(std::string_view payload) {
    Reader in(payload);
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = in.get_text();
    sheet.visibility = in.get_enum(Visibility::very_hidden);
    for (std::size_t n = in.get_count(size_of_area); n > 0 && in.good(); --n) {
        sheet.merges.push_back(get_area(in));
    }
    return in.good() && in.at_end();
}

bool BookRead::add_cells(std::string_view payload) {
    if (book.sheets.empty()) {
        return false;
    }
    std::vector<Cell>& cells = book.sheets.back().cells;
    return for_each_record<CellRecord>(payload, [&](const CellRecord& record) {
        const Address at{record.row, record.column};
        const SharedText* style = styles_.find(record.style);
        if (style == nullptr || record.type > static_cast<std::uint8_t>(CellType::error) ||
            !std::isfinite(record.number) || record.nothing != std::array<std::uint8_t, 3>{} ||
            (!cells.empty() && cells.back().at >= at)) { // at() searches
            return false;
        }
        Cell& cell = cells.emplace_back();
        cell.at = at;
        cell.type = static_cast<CellType>(record.type);
        cell.number = record.number;
        cell.format = *style;
        if (const auto text = short_text(record.text)) {
            cell.text = *text;
            return true;
        }
        const CellText* text = long_text(record.text, texts_);
        cell.text = text == nullptr ? CellText() : *text;
        return text != nullptr;
    });
}

void put_outline(AnswerWriter& out, const Outline& outline) {
    Writer part = new_part();
    part.put(outline.format);
    part.put_text(outline.decided);
    part.put_count(outline.sheets.size());
    for (const SheetOutline& sheet : outline.sheets) {
        part.put_text(sheet.name);
        part.put(sheet.visibility);
        put(part, sheet.extent);
        part.put(sheet.cells);
    }
    send(out, Part::outline, std::move(part));
}

Outline get_outline(Reader& in) {
    Outline outline;
    outline.format = in.get_enum(Format::csv);
    outline.decided = in.get_text();
    for (std::size_t n = in.get_count(least_outline); n > 0 && in.good(); --n) {
        SheetOutline& sheet = outline.sheets.emplace_back();
        sheet.name = in.get_text();
        sheet.visibility = in.get_enum(Visibility::very_hidden);
        sheet.extent = get_area(in);
        sheet.cells = in.get<std::uint64_t>();
    }
    return outline;
}

} // namespace tidemark::parse
