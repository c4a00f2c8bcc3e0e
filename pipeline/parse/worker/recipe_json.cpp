#include "pipeline/parse/worker/recipe_json.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <stdexcept>
#include <utility>

namespace tidemark::parse {
namespace {

using Json = nlohmann::json;

// Everything that cannot be made again from the JSON, in one exception that stays in this file.
struct BadRecipe : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Pattern pattern(const Json& json) {
    const auto text = json.get<std::string>();
    if (text.empty()) {
        return {};
    }
    auto compiled = Pattern::compile(text);
    if (!compiled) {
        throw BadRecipe(compiled.error().to_text());
    }
    return std::move(*compiled);
}

template <typename Enum>
Enum enumerator(const Json& json, Enum last) {
    const auto number = json.get<unsigned>();
    if (number > static_cast<unsigned>(last)) {
        throw BadRecipe("no such choice");
    }
    return static_cast<Enum>(number);
}

template <typename Enum>
unsigned number(Enum value) {
    return static_cast<unsigned>(value);
}

// --- places ------------------------------------------------------------------------------------

Json json_of(const CellPick& pick) {
    return {{"text", pick.text.text()}, {"in", pick.in ? to_text(*pick.in) : ""}};
}

CellPick cell_pick(const Json& json) {
    CellPick pick{.text = pattern(json.at("text")), .in = {}};
    if (const auto area = json.at("in").get<std::string>(); !area.empty()) {
        pick.in = parse_area(area);
        if (!pick.in) {
            throw BadRecipe("no area: " + area);
        }
    }
    return pick;
}

template <typename T>
Json json_of(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

template <typename T>
std::optional<T> optional(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<T>());
}

Json json_of(const LooksRule& looks) {
    return {{"bold", json_of(looks.bold)},
            {"indent", json_of(looks.indent)},
            {"filled", json_of(looks.filled)}};
}

LooksRule looks_rule(const Json& json) {
    return {.bold = optional<bool>(json.at("bold")),
            .indent = optional<int>(json.at("indent")),
            .filled = optional<bool>(json.at("filled"))};
}

struct DimFromWriter {
    Json operator()(const FromDirection& from) const {
        Json instead = Json::array();
        for (const Pattern& header : from.instead) {
            instead.push_back(header.text());
        }
        return {{"toward", number(from.toward)},
                {"header", from.header.text()},
                {"instead", std::move(instead)},
                {"where", from.where ? json_of(*from.where) : Json(nullptr)}};
    }

    Json operator()(const FromColumns& from) const {
        return {{"columns", from.columns}, {"instead", from.instead}};
    }

    Json operator()(const FromCell& from) const { return {{"cell", json_of(from.pick)}}; }

    Json operator()(const FromSheetName& from) const { return {{"sheet", from.match.text()}}; }

    Json operator()(const FromFileName& from) const { return {{"file", from.match.text()}}; }

    Json operator()(const Constant& from) const { return {{"value", from.value}}; }
};

DimFrom dim_from(const Json& json) {
    if (json.contains("toward")) {
        FromDirection from{.toward = enumerator(json.at("toward"), Toward::down_right),
                           .header = pattern(json.at("header")),
                           .instead = {}};
        if (const Json& where = json.at("where"); !where.is_null()) {
            from.where = looks_rule(where);
        }
        for (const Json& header : json.at("instead")) {
            from.instead.push_back(pattern(header));
        }
        return from;
    }
    if (json.contains("columns")) {
        return FromColumns{.columns = json.at("columns"), .instead = json.at("instead")};
    }
    if (json.contains("cell")) {
        return FromCell{cell_pick(json.at("cell"))};
    }
    if (json.contains("sheet")) {
        return FromSheetName{pattern(json.at("sheet"))};
    }
    if (json.contains("file")) {
        return FromFileName{pattern(json.at("file"))};
    }
    return Constant{json.at("value").get<std::string>()};
}

// --- layouts -----------------------------------------------------------------------------------

Json json_of(const PeriodSpelling& parse) {
    Json forms = Json::array();
    for (const PeriodForm form : parse.forms) {
        forms.push_back(number(form));
    }
    Json from = Json::array();
    if (parse.year_from) {
        from = {static_cast<unsigned>(parse.year_from->month()),
                static_cast<unsigned>(parse.year_from->day())};
    }
    return {{"forms", std::move(forms)},
            {"year_from", std::move(from)},
            {"single", number(parse.single)}};
}

PeriodSpelling period_spelling(const Json& json) {
    PeriodSpelling parse;
    for (const Json& form : json.at("forms")) {
        parse.forms.push_back(enumerator(form, PeriodForm::span));
    }
    if (const Json& from = json.at("year_from"); !from.empty()) {
        parse.year_from = std::chrono::month_day{std::chrono::month(from.at(0).get<unsigned>()),
                                                 std::chrono::day(from.at(1).get<unsigned>())};
        if (!parse.year_from->ok()) {
            throw BadRecipe("no day of the year");
        }
    }
    parse.single = enumerator(json.at("single"), PeriodSpelling::Single::last);
    return parse;
}

Json json_of(const DimRule& dim) {
    return {{"name", dim.name},
            {"from", std::visit(DimFromWriter{}, dim.from)},
            {"parse", json_of(dim.parse)},
            {"codelist", dim.codelist},
            {"strip", dim.strip.text()},
            {"reads_as", dim.reads_as},
            {"blank", json_of(dim.blank)}};
}

DimRule dim_rule(const Json& json) {
    return {.name = json.at("name"),
            .from = dim_from(json.at("from")),
            .parse = period_spelling(json.at("parse")),
            .codelist = json.at("codelist"),
            .strip = pattern(json.at("strip")),
            .reads_as = json.at("reads_as"),
            .blank = optional<std::string>(json.at("blank"))};
}

Json json_of(const Layout& layout) {
    Json dims = Json::array();
    for (const DimRule& dim : layout.dims) {
        dims.push_back(json_of(dim));
    }
    return {{"name", layout.name},
            {"kind", number(layout.kind)},
            {"when_anchor", layout.when_anchor.text()},
            {"when_not", layout.when_not.text()},
            {"when_file", layout.when_file.text()},
            {"anchor", json_of(layout.anchor)},
            {"stop_row", layout.stop_row.text()},
            {"skip_row", layout.skip_row.text()},
            {"skip_upper", layout.skip_upper.text()},
            {"skip_lower", layout.skip_lower.text()},
            {"keep_row", layout.keep_row.text()},
            {"skip_column", layout.skip_column.text()},
            {"keep_column", layout.keep_column.text()},
            {"stop_may_miss", layout.stop_may_miss},
            {"skip_may_miss", layout.skip_may_miss},
            {"header_has", layout.header_has},
            {"value_column", layout.value_column},
            {"dims", std::move(dims)}};
}

Layout layout(const Json& json) {
    Layout made{.name = json.at("name"),
                .kind = enumerator(json.at("kind"), Layout::Kind::list),
                .when_anchor = pattern(json.at("when_anchor")),
                .when_not = pattern(json.at("when_not")),
                .when_file = pattern(json.at("when_file")),
                .anchor = cell_pick(json.at("anchor")),
                .stop_row = pattern(json.at("stop_row")),
                .skip_row = pattern(json.at("skip_row")),
                .skip_upper = pattern(json.at("skip_upper")),
                .skip_lower = pattern(json.at("skip_lower")),
                .keep_row = pattern(json.at("keep_row")),
                .skip_column = pattern(json.at("skip_column")),
                .keep_column = pattern(json.at("keep_column")),
                .stop_may_miss = json.at("stop_may_miss"),
                .skip_may_miss = json.at("skip_may_miss"),
                .header_has = json.at("header_has"),
                .value_column = json.at("value_column"),
                .dims = {}};
    for (const Json& dim : json.at("dims")) {
        made.dims.push_back(dim_rule(dim));
    }
    return made;
}

Json json_of(const Read& read) {
    return {{"sheet", read.sheet.text()},
            {"each_sheet", read.each_sheet.text()},
            {"member", read.member.text()},
            {"encoding", read.encoding},
            {"delimiter", read.delimiter},
            {"decimal", read.decimal},
            {"quote", read.quote},
            {"thousands", read.thousands},
            {"brackets_negative", read.brackets_negative},
            {"hidden", read.hidden}};
}

Read read(const Json& json) {
    return {.sheet = pattern(json.at("sheet")),
            .each_sheet = pattern(json.at("each_sheet")),
            .member = pattern(json.at("member")),
            .encoding = json.at("encoding"),
            .delimiter = json.at("delimiter"),
            .decimal = json.at("decimal"),
            .quote = json.at("quote"),
            .thousands = json.at("thousands"),
            .brackets_negative = json.at("brackets_negative"),
            .hidden = json.at("hidden")};
}

Json json_of(const FileOverride& file) {
    return {{"name", file.name.text()},
            {"sheet", file.sheet.text()},
            {"layout", file.layout},
            {"note", file.note}};
}

FileOverride file_override(const Json& json) {
    return {.name = pattern(json.at("name")),
            .sheet = pattern(json.at("sheet")),
            .layout = json.at("layout"),
            .note = json.at("note")};
}

// --- what labels and markers mean --------------------------------------------------------------

Json json_of(const Markers& markers) {
    Json extra = Json::object();
    for (const auto& [text, marker] : markers.extra) {
        extra[text] = {{"status", number(marker.status)}, {"below", marker.below}};
    }
    return {
        {"sets", markers.sets}, {"extra", std::move(extra)}, {"in_sums", number(markers.in_sums)}};
}

Markers markers(const Json& json) {
    Markers made{.sets = json.at("sets"),
                 .extra = {},
                 .in_sums = enumerator(json.at("in_sums"), Markers::Below::top)};
    for (const auto& [text, marker] : json.at("extra").items()) {
        made.extra[text] = {.status = enumerator(marker.at("status"), Status::not_answered),
                            .below = marker.at("below")};
    }
    return made;
}

Json json_of(const std::optional<Day>& day) {
    return day ? Json(day->time_since_epoch().count()) : Json(nullptr);
}

std::optional<Day> day(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(Day(std::chrono::days(json.get<int>())));
}

Json json_of(const Codelist& list) {
    Json codes = Json::array();
    for (const Code& code : list.codes) {
        codes.push_back({{"code", code.code},
                         {"name", code.name},
                         {"aliases", code.aliases},
                         {"group", code.group},
                         {"from", json_of(code.from)},
                         {"to", json_of(code.to)}});
    }
    return {{"id", list.id}, {"codes", std::move(codes)}};
}

Codelist codelist(const Json& json) {
    Codelist list{.id = json.at("id"), .codes = {}, .by_label = {}};
    for (const Json& code : json.at("codes")) {
        list.codes.push_back({.code = code.at("code"),
                              .name = code.at("name"),
                              .aliases = code.at("aliases"),
                              .group = code.at("group"),
                              .from = day(code.at("from")),
                              .to = day(code.at("to"))});
    }
    list.index();
    return list;
}

template <typename T>
Json array_of(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values) {
        array.push_back(json_of(value));
    }
    return array;
}

Recipe recipe(const Json& json) {
    Recipe made{.source = json.at("source"),
                .read = read(json.at("read")),
                .layouts = {},
                .files = {},
                .markers = markers(json.at("markers")),
                .member = {},
                .total_dim = json.at("total_dim"),
                .total_row = pattern(json.at("total_row")),
                .keep = json.at("keep"),
                .drop_unknown = json.at("drop_unknown"),
                .codelists = {}};
    for (const Json& entry : json.at("layouts")) {
        made.layouts.push_back(layout(entry));
    }
    for (const Json& entry : json.at("files")) {
        made.files.push_back(file_override(entry));
    }
    if (const Json& member = json.at("member"); !member.is_null()) {
        made.member = {.dim = member.at("dim"),
                       .match = pattern(member.at("match")),
                       .codelist = member.at("codelist")};
    }
    for (const auto& [id, list] : json.at("codelists").items()) {
        made.codelists.emplace(id, codelist(list));
    }
    return made;
}

} // namespace

std::string to_json(const Recipe& recipe) {
    Json codelists = Json::object();
    for (const auto& [id, list] : recipe.codelists) {
        codelists[id] = json_of(list);
    }
    Json member;
    if (recipe.member) {
        member = {{"dim", recipe.member->dim},
                  {"match", recipe.member->match.text()},
                  {"codelist", recipe.member->codelist}};
    }
    const Json json = {{"source", recipe.source},
                       {"read", json_of(recipe.read)},
                       {"layouts", array_of(recipe.layouts)},
                       {"files", array_of(recipe.files)},
                       {"markers", json_of(recipe.markers)},
                       {"member", std::move(member)},
                       {"total_dim", recipe.total_dim},
                       {"total_row", recipe.total_row.text()},
                       {"keep", recipe.keep},
                       {"drop_unknown", recipe.drop_unknown},
                       {"codelists", std::move(codelists)}};
    // Labels are what a publisher printed: bytes that are not UTF-8 must not stop the job.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Recipe> recipe_from_json(std::string_view text) {
    try {
        return recipe(Json::parse(text));
    } catch (const Json::exception& error) {
        return fail({.fault = Fault::usage,
                     .code = "parse.recipe",
                     .expected = "a recipe",
                     .found = error.what()});
    } catch (const BadRecipe& error) {
        return fail({.fault = Fault::usage,
                     .code = "parse.recipe",
                     .expected = "a recipe",
                     .found = error.what()});
    }
}

} // namespace tidemark::parse
