#include "pipeline/parse/worker/wire.hpp"

#include "pipeline/parse/worker/bytes.hpp"
#include "pipeline/parse/worker/wire_styles.hpp"

#include <zlib.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>

namespace tidemark::parse {
namespace {

constexpr std::uint32_t magic = 0x4E414D54; // "TMAN"
constexpr std::uint32_t version = 3;

Error lie(std::string found) {
    return {.fault = Fault::malformed,
            .code = "parse.child",
            .expected = "a whole answer from the parse child",
            .found = std::move(found),
            .next = "report this with the file; it is kept in the archive"};
}

std::uint32_t checksum(std::string_view bytes) {
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

// --- parts -------------------------------------------------------------------------------------

void put(Writer& out, Address at) {
    out.put(at.row);
    out.put(at.column);
}

Address get_address(Reader& in) {
    const auto row = in.get<std::uint32_t>();
    return {row, in.get<std::uint32_t>()};
}

void put(Writer& out, const Area& area) {
    put(out, area.first);
    put(out, area.last);
}

Area get_area(Reader& in) {
    const Address first = get_address(in);
    const Area area{first, get_address(in)};
    in.require(area.first.row <= area.last.row && area.first.column <= area.last.column);
    return area;
}

double get_finite(Reader& in) {
    const auto value = in.get<double>();
    in.require(std::isfinite(value));
    return in.good() ? value : 0;
}

void put(Writer& out, const Error& error) {
    out.put(error.fault);
    for (const std::string* text : {&error.code,
                                    &error.source,
                                    &error.file,
                                    &error.sheet,
                                    &error.cell,
                                    &error.expected,
                                    &error.found,
                                    &error.next}) {
        out.put_text(*text);
    }
}

Error get_error(Reader& in) {
    Error error{.fault = in.get_enum(Fault::storage)};
    for (std::string* text : {&error.code,
                              &error.source,
                              &error.file,
                              &error.sheet,
                              &error.cell,
                              &error.expected,
                              &error.found,
                              &error.next}) {
        *text = in.get_text();
    }
    return error;
}

// Least bytes of an entry on the wire, for counts.
constexpr std::size_t least_text = 4;
constexpr std::size_t least_error = 33;
constexpr std::size_t least_dims = 8;
constexpr std::size_t least_observation = 46;
constexpr std::size_t least_sheet = 21;
constexpr std::size_t least_cell = 25;
constexpr std::size_t size_of_area = 16;

// --- observations ------------------------------------------------------------------------------

void put(Writer& out, const Observation& seen) {
    out.put(seen.series);
    out.put(static_cast<std::int32_t>(seen.period.start.time_since_epoch().count()));
    out.put(static_cast<std::int32_t>(seen.period.end.time_since_epoch().count()));
    out.put(seen.status);
    out.put(static_cast<std::uint8_t>(seen.value.has_value()));
    out.put(seen.value.value_or(0));
    out.put(seen.below);
    out.put(seen.sheet);
    put(out, seen.cell);
    out.put_text(seen.raw);
    out.put_text(seen.label);
}

Day get_day(Reader& in) {
    constexpr std::int32_t most = 11'000'000; // within std::chrono's years
    const auto days = in.get<std::int32_t>();
    in.require(days > -most && days < most);
    return Day(std::chrono::days(in.good() ? days : 0));
}

Observation get_observation(Reader& in, const ParsedFile& file) {
    Observation seen;
    seen.series = in.get<std::uint32_t>();
    seen.period.start = get_day(in);
    seen.period.end = get_day(in);
    seen.status = in.get_enum(Status::not_answered);
    const auto valued = in.get<std::uint8_t>();
    const double value = get_finite(in);
    seen.below = get_finite(in);
    seen.sheet = in.get<std::uint32_t>();
    seen.cell = get_address(in);
    seen.raw = in.get_text();
    seen.label = in.get_text();
    in.require(seen.series < file.series.size() && seen.sheet < file.sheets.size());
    in.require(seen.period.start <= seen.period.end);
    in.require(valued == (has_value(seen.status) ? 1 : 0));
    if (valued == 1) {
        seen.value = value;
    }
    return seen;
}

void put(Writer& out, const std::vector<Observation>& list) {
    out.put_count(list.size());
    for (const Observation& seen : list) {
        put(out, seen);
    }
}

void get_observations(Reader& in, const ParsedFile& file, std::vector<Observation>& list) {
    for (std::size_t n = in.get_count(least_observation); n > 0 && in.good(); --n) {
        list.push_back(get_observation(in, file));
    }
}

void put(Writer& out, const ParsedFile& file) {
    out.put_text(file.layout);
    out.put_count(file.sheets.size());
    for (const std::string& sheet : file.sheets) {
        out.put_text(sheet);
    }
    out.put_count(file.series.size());
    for (const Dims& dims : file.series) {
        out.put_count(dims.size());
        for (const auto& [name, code] : dims) {
            out.put_text(name);
            out.put_text(code);
        }
    }
    put(out, file.observations);
    put(out, file.totals);
    out.put_count(file.held.size());
    for (const Error& error : file.held) {
        put(out, error);
    }
}

Dims get_dims(Reader& in) {
    Dims dims;
    for (std::size_t n = in.get_count(2 * least_text); n > 0 && in.good(); --n) {
        std::string name = in.get_text();
        in.require(dims.emplace(std::move(name), in.get_text()).second);
    }
    return dims;
}

ParsedFile get_parsed_file(Reader& in) {
    ParsedFile file;
    file.layout = in.get_text();
    for (std::size_t n = in.get_count(least_text); n > 0 && in.good(); --n) {
        file.sheets.push_back(in.get_text());
    }
    for (std::size_t n = in.get_count(least_dims); n > 0 && in.good(); --n) {
        file.series.push_back(get_dims(in));
    }
    get_observations(in, file, file.observations);
    get_observations(in, file, file.totals);
    for (std::size_t n = in.get_count(least_error); n > 0 && in.good(); --n) {
        file.held.push_back(get_error(in));
    }
    return file;
}

// --- workbooks ---------------------------------------------------------------------------------

void put(Writer& out, const Workbook& book) {
    out.put(book.format);
    out.put_text(book.decided);
    out.put_text(book.member);
    const StyleNumbers styles = put_styles(out, book);
    out.put_count(book.sheets.size());
    for (const Sheet& sheet : book.sheets) {
        out.put_text(sheet.name);
        out.put(sheet.visibility);
        out.put_count(sheet.merges.size());
        for (const Area& merge : sheet.merges) {
            put(out, merge);
        }
        out.put_count(sheet.cells.size());
        for (const Cell& cell : sheet.cells) {
            put(out, cell.at);
            out.put(cell.type);
            out.put(cell.number);
            out.put_text(cell.text);
            put_style(out, cell.style, styles);
        }
    }
}

Cell get_cell(Reader& in, const StyleList& styles) {
    Cell cell;
    cell.at = get_address(in);
    cell.type = in.get_enum(CellType::error);
    cell.number = get_finite(in);
    cell.text = in.get_text();
    cell.style = get_style(in, styles);
    return cell;
}

Sheet get_sheet(Reader& in, const StyleList& styles) {
    Sheet sheet;
    sheet.name = in.get_text();
    sheet.visibility = in.get_enum(Visibility::very_hidden);
    for (std::size_t n = in.get_count(size_of_area); n > 0 && in.good(); --n) {
        sheet.merges.push_back(get_area(in));
    }
    for (std::size_t n = in.get_count(least_cell); n > 0 && in.good(); --n) {
        Cell cell = get_cell(in, styles);
        in.require(sheet.cells.empty() || sheet.cells.back().at < cell.at); // at() searches
        sheet.cells.push_back(std::move(cell));
    }
    return sheet;
}

Workbook get_workbook(Reader& in) {
    Workbook book;
    book.format = in.get_enum(Format::csv);
    book.decided = in.get_text();
    book.member = in.get_text();
    const StyleList styles = get_styles(in);
    for (std::size_t n = in.get_count(least_sheet); n > 0 && in.good(); --n) {
        book.sheets.push_back(get_sheet(in, styles));
    }
    return book;
}

// --- pages -------------------------------------------------------------------------------------

void put(Writer& out, const std::vector<PageLink>& links) {
    out.put_count(links.size());
    for (const PageLink& link : links) {
        out.put_text(link.text);
        out.put_text(link.address);
        out.put_text(link.type);
    }
}

void put(Writer& out, const Page& page) {
    out.put_text(page.title);
    out.put(static_cast<std::uint8_t>(page.published.has_value()));
    out.put(
        static_cast<std::int64_t>(page.published ? page.published->time_since_epoch().count() : 0));
    out.put(static_cast<std::uint8_t>(page.moved_to.has_value()));
    out.put_text(page.moved_to.value_or(""));
    out.put_text(page.base);
    put(out, page.files);
    put(out, page.links);
}

std::vector<PageLink> get_links(Reader& in) {
    std::vector<PageLink> links;
    for (std::size_t n = in.get_count(3 * least_text); n > 0 && in.good(); --n) {
        PageLink link;
        link.text = in.get_text();
        link.address = in.get_text();
        link.type = in.get_text();
        links.push_back(std::move(link));
    }
    return links;
}

bool get_flag(Reader& in) {
    const auto flag = in.get<std::uint8_t>();
    in.require(flag <= 1);
    return flag == 1;
}

Page get_page(Reader& in) {
    constexpr std::int64_t most = 253'402'300'800'000; // the year 10000, in milliseconds
    Page page;
    page.title = in.get_text();
    const bool published = get_flag(in);
    const auto at = in.get<std::int64_t>();
    in.require(at > -most && at < most && (published || at == 0));
    if (published && in.good()) {
        page.published = Instant(std::chrono::milliseconds(at));
    }
    const bool moved = get_flag(in);
    std::string to = in.get_text();
    in.require(moved || to.empty());
    if (moved) {
        page.moved_to = std::move(to);
    }
    page.base = in.get_text();
    page.files = get_links(in);
    page.links = get_links(in);
    return page;
}

Result<Answer> get_body(Reader& in, std::uint32_t kind) {
    switch (kind) {
    case 0:
        return get_parsed_file(in);
    case 1:
        return get_workbook(in);
    case 2:
        return get_error(in);
    case 3:
        return get_page(in);
    default:
        return fail(lie("an answer of an unknown kind"));
    }
}

} // namespace

std::string encode(const Answer& answer) {
    Writer out;
    out.put(magic);
    out.put(version);
    out.put(static_cast<std::uint32_t>(answer.index()));
    out.put(std::uint64_t{0}); // the body's length, known below
    std::visit([&](const auto& value) { put(out, value); }, answer);
    std::string all = std::move(out).take();
    const std::uint64_t length = all.size() - answer_head;
    std::memcpy(all.data() + answer_head - sizeof length, &length, sizeof length);
    const std::uint32_t sum = checksum(all);
    return all.append(reinterpret_cast<const char*>(&sum), sizeof sum);
}

Result<std::uint64_t> answer_length(std::string_view head) {
    Reader in(head);
    const bool ours = in.get<std::uint32_t>() == magic && in.get<std::uint32_t>() == version;
    static_cast<void>(in.get<std::uint32_t>()); // kind
    const auto body = in.get<std::uint64_t>();
    constexpr std::uint64_t most =
        std::numeric_limits<std::uint64_t>::max() - answer_head - answer_tail;
    if (!in.good() || !ours || body > most) {
        return fail(lie("something else"));
    }
    return answer_head + body + answer_tail;
}

Result<Answer> decode(std::string_view bytes) {
    const auto length = answer_length(bytes.substr(0, answer_head));
    if (!length) {
        return fail(length.error());
    }
    if (*length != bytes.size()) {
        return fail(lie("an answer of another length than it says"));
    }
    const std::string_view summed = bytes.substr(0, bytes.size() - answer_tail);
    Reader tail(bytes.substr(summed.size()));
    if (tail.get<std::uint32_t>() != checksum(summed)) {
        return fail(lie("an answer with a wrong checksum"));
    }
    Reader head(summed.substr(8));
    const auto kind = head.get<std::uint32_t>();
    Reader in(summed.substr(answer_head));
    auto answer = get_body(in, kind);
    if (answer && (!in.good() || !in.at_end())) {
        return fail(lie("an answer that contradicts itself"));
    }
    return answer;
}

} // namespace tidemark::parse
