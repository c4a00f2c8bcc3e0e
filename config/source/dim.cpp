#include "config/source/sections.hpp"
#include "config/source/spelling.hpp"
#include "config/values.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::config {

namespace {

// The keys that say where a label stands; a dim has exactly one of them.
constexpr std::array<std::string_view, 5> origins{"at", "column", "columns", "from", "value"};

// Keys of [[break]], where dimensions are keys too.
constexpr std::array<std::string_view, 4> reserved{"from", "to", "do", "why"};

// The one origin written, or nothing after a problem.
std::optional<std::string_view> origin_of(const Table& table, Layout::Kind kind) {
    std::optional<std::string_view> origin;
    for (const auto key : origins) {
        if (!table.has(key)) {
            continue;
        }
        if (origin) {
            table.complain(key, fmt::format("a dim has '{}' or '{}', not both", *origin, key));
            return std::nullopt;
        }
        origin = key;
    }
    if (!origin) {
        table.problems().add(table.place(),
                             "a dim must say where its label stands",
                             kind == Layout::Kind::grid ? "with 'at', 'from' or 'value'"
                                                        : "with 'column', 'from' or 'value'");
        return std::nullopt;
    }
    const bool of_grid = *origin == "at";
    const bool of_list = *origin == "column" || *origin == "columns";
    if ((of_grid && kind == Layout::Kind::list) || (of_list && kind == Layout::Kind::grid)) {
        table.complain(*origin,
                       fmt::format("'{}' is for a {} layout, this one is a {}",
                                   *origin,
                                   of_grid ? "grid" : "list",
                                   of_grid ? "list" : "grid"));
        return std::nullopt;
    }
    return origin;
}

// `header`, `or`, `match` and `in` mean something beside some origins only.
void refuse_strays(const Table& table, std::string_view origin, std::string_view from) {
    if (table.has("header") && origin != "at") {
        table.complain("header", "'header' is for a dim with 'at'");
    }
    if (table.has("or") && origin != "column" && origin != "at") {
        table.complain("or", "'or' is for a dim with 'column' or with at = \"left\"");
    }
    if (table.has("line") && origin != "at") {
        table.complain("line", "'line' is for a dim with 'at'");
    }
    if (table.has("where") && origin != "at") {
        table.complain("where", "'where' is for a dim with 'at'");
    }
    if (table.has("match") && origin != "from") {
        table.complain("match", "'match' is for a dim with 'from'");
    }
    if (table.has("in") && from != "cell") {
        table.complain("in", "'in' is for a dim with from = \"cell\"");
    }
}

const Choices<Toward> directions{{"up", Toward::up},
                                 {"left", Toward::left},
                                 {"up-left", Toward::up_left},
                                 {"left-up", Toward::left_up},
                                 {"up-right", Toward::up_right},
                                 {"left-down", Toward::left_down},
                                 {"right", Toward::right},
                                 {"right-up", Toward::right_up},
                                 {"right-down", Toward::right_down},
                                 {"down", Toward::down},
                                 {"down-left", Toward::down_left},
                                 {"down-right", Toward::down_right}};

std::optional<LooksRule> read_looks(const Table& table) {
    const auto where = table.table("where", "layout.dim.where");
    if (!where) {
        return std::nullopt;
    }
    LooksRule looks;
    where->read("text", looks.text);
    bool set = false;
    if (where->read("bold", set)) {
        looks.bold = set;
    }
    if (where->read("filled", set)) {
        looks.filled = set;
    }
    constexpr int most = 250; // steps that a spreadsheet can indent
    if (int indent = 0; where->read_count("indent", indent, 0, most)) {
        looks.indent = indent;
    }
    if (looks == LooksRule{}) {
        table.complain("where", "'where' needs 'text', 'bold', 'indent' or 'filled'");
        return std::nullopt;
    }
    where->read_word("unmatched", looks.may_miss, Choices<bool>{{"hold", false}, {"allow", true}});
    return looks;
}

// "B" or "5". A line moves when the publisher puts another before it: only labels that are known by
// themselves tell.
std::optional<std::uint32_t> read_line(const Table& table, Toward toward) {
    std::string line;
    if (!table.read("line", line)) {
        return std::nullopt;
    }
    const bool row = side_of(toward) == Side::up || side_of(toward) == Side::down;
    const auto at = parse_address(row ? "A" + line : line + "1");
    if (!at) {
        table.complain("line",
                       fmt::format("'line' must be {}, found '{}'",
                                   row ? "a row such as \"5\"" : "a column such as \"B\"",
                                   line));
        return std::nullopt;
    }
    if (!table.has("codelist") && !table.has("parse") && !table.has("part")) {
        table.complain("line",
                       "'line' needs 'codelist' or 'parse'",
                       "so that a line that the publisher has moved is held, not read");
    }
    return row ? at->row : at->column;
}

DimFrom read_direction(const Table& table) {
    FromDirection from;
    table.read_word("at", from.toward, directions);
    const bool far = side_of(from.toward) == Side::right || side_of(from.toward) == Side::down;
    const bool named = table.read("header", from.header);
    from.line = read_line(table, from.toward);
    if (named && from.line) {
        table.complain("line", "a dim has 'header' or 'line', not both");
    } else if (!named && !from.line && far) {
        table.complain("at",
                       "a label right of the figures or below them needs 'header'",
                       "a text in the cell that heads it, or in its row");
    }
    from.where = read_looks(table);
    if (table.read("or", from.instead) && from.toward != Toward::left) {
        table.complain("or", "'or' is for a dim with 'column' or with at = \"left\"");
    }
    return from;
}

DimFrom read_from(const Table& table, std::string_view place) {
    Pattern match;
    table.read("match", match, Need::required);
    if (place == "sheet") {
        return FromSheetName{match};
    }
    if (place == "file") {
        return FromFileName{match};
    }
    FromCell cell{{match, {}}};
    table.read("in", cell.pick.in);
    return cell;
}

std::optional<DimFrom> read_origin(const Table& table, Layout::Kind kind) {
    const auto origin = origin_of(table, kind);
    if (!origin) {
        return std::nullopt;
    }
    std::string place;
    if (*origin == "from") {
        table.read_word(
            "from",
            place,
            Choices<std::string>{{"cell", "cell"}, {"sheet", "sheet"}, {"file", "file"}});
    }
    refuse_strays(table, *origin, place);
    if (*origin == "at") {
        return read_direction(table);
    }
    if (*origin == "value") {
        Constant constant;
        table.read("value", constant.value);
        return constant;
    }
    if (*origin == "from") {
        return place.empty() ? std::nullopt : std::optional(read_from(table, place));
    }
    FromColumns columns;
    if (*origin == "column") {
        std::string one;
        table.read("column", one);
        columns.columns = {one};
        table.read("or", columns.instead);
    } else {
        table.read("columns", columns.columns);
    }
    return columns;
}

void read_part(const Table& table, DimRule& dim) {
    if (!table.read("part", dim.part) || !dim.part) {
        return;
    }
    for (const char* key : {"codelist", "blank", "reads_as"}) {
        if (table.has(key)) {
            table.complain(key, fmt::format("'{}' is for the whole label, not for a part", key));
        }
    }
    if (dim.name == "period") {
        table.complain("part", "the period is a label of its own", "name the part 'year', say");
    }
}

} // namespace

std::optional<DimRule> read_dim(const Node& node, Layout::Kind kind, const Scene& scene) {
    const Table table(node, {&section("layout.dim")}, scene.problems());
    DimRule dim;
    if (!table.read_id("name", dim.name, Need::required)) {
        return std::nullopt;
    }
    if (std::find(reserved.begin(), reserved.end(), dim.name) != reserved.end()) {
        table.complain("name", fmt::format("a dim must not be named '{}'", dim.name));
    }
    if (auto from = read_origin(table, kind)) {
        dim.from = *std::move(from);
    }
    read_spelling(table, dim);
    table.read("strip", dim.strip);
    read_part(table, dim);
    if (table.read("reads_as", dim.reads_as) && dim.reads_as.find("{}") == std::string::npos) {
        table.complain("reads_as", "'reads_as' needs {} where the label stands");
    }
    if (std::string blank; table.read("blank", blank)) {
        if (dim.is_period()) {
            table.complain("blank", "a period that is not there has no reading");
        } else if (is_blank(blank)) {
            table.complain("blank", "'blank' must be a text, such as \"all\"");
        }
        dim.blank = std::move(blank);
    }
    if (table.has("codelist") && dim.name == "period") {
        table.complain("codelist", "a period has no codelist");
    } else if (table.read("codelist", dim.codelist)) {
        scene.check_codelist(dim.codelist, table.place_of("codelist"));
    }
    return dim;
}

} // namespace tidemark::config
