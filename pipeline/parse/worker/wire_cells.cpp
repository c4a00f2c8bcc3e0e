// A Workbook on the wire: each sheet, then its cells as records. And an Outline, which has none.
#include "pipeline/parse/read/keep.hpp"
#include "pipeline/parse/worker/wire_records.hpp"

namespace tidemark::parse {
namespace {

constexpr std::size_t least_outline = 45;

enum class InOrder : std::uint8_t { no, yes };

} // namespace

BookWriter::BookWriter(AnswerWriter& out)
    : out_(out) {
    parse::send(out_, Part::book, new_part());
}

void BookWriter::sheet(std::string_view name, Visibility visibility) {
    Writer about = new_part();
    about.put_text(name);
    about.put(visibility);
    parse::send(out_, Part::sheet, std::move(about));
}

void BookWriter::cells(const std::vector<Cell>& cells) {
    for (const Cell& cell : cells) {
        records_.add({.row = cell.at.row,
                      .column = cell.at.column,
                      .style = styles_.number(cell.style),
                      .type = static_cast<std::uint8_t>(cell.type),
                      .nothing = {},
                      .number = cell.number,
                      .text = texts_.placed(cell.text)});
        if (records_.full()) {
            send();
        }
    }
}

void BookWriter::send() {
    texts_.send(out_);
    styles_.send(out_);
    records_.send(out_, Part::cells);
}

void BookWriter::end_sheet(const std::vector<Area>& merges, bool in_order) {
    send();
    Writer about = new_part();
    about.put(static_cast<std::uint8_t>(in_order ? 1 : 0));
    about.put_count(merges.size());
    for (const Area& merge : merges) {
        put(about, merge);
    }
    parse::send(out_, Part::sheet_end, std::move(about));
}

void BookWriter::end(Format format, std::string_view decided, std::string_view member) {
    Writer as = new_part();
    as.put(format);
    as.put_text(decided);
    as.put_text(member);
    parse::send(out_, Part::read_as, std::move(as));
}

void put_book(AnswerWriter& out, const Workbook& book) {
    BookWriter writer(out);
    for (const Sheet& sheet : book.sheets) {
        writer.sheet(sheet.name, sheet.visibility);
        writer.cells(sheet.cells);
        writer.end_sheet(sheet.merges, true);
    }
    writer.end(book.format, book.decided, book.member);
}

bool BookRead::add_sheet(std::string_view payload) {
    if (open_ || whole_) {
        return false;
    }
    Reader in(payload);
    Sheet& sheet = book.sheets.emplace_back();
    sheet.name = in.get_text();
    sheet.visibility = in.get_enum(Visibility::very_hidden);
    open_ = true;
    in_order_ = true;
    return in.good() && in.at_end();
}

bool BookRead::end_sheet(std::string_view payload) {
    if (!open_) {
        return false;
    }
    Reader in(payload);
    Sheet& sheet = book.sheets.back();
    const bool in_order = in.get_enum(InOrder::yes) == InOrder::yes;
    for (std::size_t n = in.get_count(size_of_area); n > 0 && in.good(); --n) {
        sheet.merges.push_back(get_area(in));
    }
    if (!in_order) {
        sort_cells(sheet.cells);
    }
    open_ = false;
    return in.good() && in.at_end() && (in_order_ || !in_order);
}

bool BookRead::end(std::string_view payload) {
    if (open_ || whole_) {
        return false;
    }
    Reader in(payload);
    book.format = in.get_enum(Format::csv);
    book.decided = in.get_text();
    book.member = in.get_text();
    whole_ = true;
    return in.good() && in.at_end();
}

bool BookRead::add_cells(std::string_view payload) {
    if (!open_) {
        return false;
    }
    std::vector<Cell>& cells = book.sheets.back().cells;
    return for_each_record<CellRecord>(payload, [&](const CellRecord& record) {
        const Address at{record.row, record.column};
        const CellStyle* style = styles_.find(record.style);
        if (style == nullptr || record.type > static_cast<std::uint8_t>(CellType::error) ||
            !std::isfinite(record.number) || record.nothing != std::array<std::uint8_t, 3>{}) {
            return false;
        }
        in_order_ = in_order_ && (cells.empty() || cells.back().at < at); // at() searches
        Cell& cell = cells.emplace_back();
        cell.at = at;
        cell.type = static_cast<CellType>(record.type);
        cell.number = record.number;
        cell.style = *style;
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
        part.put_count(sheet.merges.size());
        for (const Area& merge : sheet.merges) {
            put(part, merge);
        }
        part.put_count(sheet.first.size());
        for (const std::string& text : sheet.first) {
            part.put_text(text);
        }
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
        for (std::size_t m = in.get_count(size_of_area); m > 0 && in.good(); --m) {
            sheet.merges.push_back(get_area(in));
        }
        for (std::size_t t = in.get_count(least_text); t > 0 && in.good(); --t) {
            sheet.first.push_back(in.get_text());
        }
    }
    return outline;
}

} // namespace tidemark::parse
