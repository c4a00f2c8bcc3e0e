#include "pipeline/parse/worker/recipe_json.hpp"

#include "pipeline/parse/worker/recipe_json_dims.hpp"

#include <optional>
#include <utility>

namespace tidemark::parse {
namespace {

using Json = nlohmann::json;

// --- layouts -----------------------------------------------------------------------------------

Json json_of(const Layout& layout) {
    Json dims = Json::array();
    for (const DimRule& dim : layout.dims) {
        dims.push_back(dim_to_json(dim));
    }
    Json skip_where = Json::object();
    for (const auto& [column, match] : layout.skip_where) {
        skip_where[column] = match.text();
    }
    return {{"name", layout.name},
            {"kind", number(layout.kind)},
            {"when_anchor", layout.when_anchor.text()},
            {"when_not", layout.when_not.text()},
            {"when_file", layout.when_file.text()},
            {"anchor", pick_to_json(layout.anchor)},
            {"stop_row", layout.stop_row.text()},
            {"skip_row", layout.skip_row.text()},
            {"skip_upper", layout.skip_upper.text()},
            {"skip_lower", layout.skip_lower.text()},
            {"keep_row", layout.keep_row.text()},
            {"skip_column", layout.skip_column.text()},
            {"keep_column", layout.keep_column.text()},
            {"skip_where", std::move(skip_where)},
            {"stop_may_miss", layout.stop_may_miss},
            {"skip_may_miss", layout.skip_may_miss},
            {"mark_right", layout.mark_right},
            {"mark_column", layout.mark_column},
            {"header_has", layout.header_has},
            {"value_column", layout.value_column},
            {"unit_mult", layout.unit_mult},
            {"dims", std::move(dims)}};
}

Layout layout(const Json& json) {
    Layout made{.name = json.at("name"),
                .kind = enumerator(json.at("kind"), Layout::Kind::list),
                .when_anchor = pattern_from(json.at("when_anchor")),
                .when_not = pattern_from(json.at("when_not")),
                .when_file = pattern_from(json.at("when_file")),
                .anchor = cell_pick(json.at("anchor")),
                .stop_row = pattern_from(json.at("stop_row")),
                .skip_row = pattern_from(json.at("skip_row")),
                .skip_upper = pattern_from(json.at("skip_upper")),
                .skip_lower = pattern_from(json.at("skip_lower")),
                .keep_row = pattern_from(json.at("keep_row")),
                .skip_column = pattern_from(json.at("skip_column")),
                .keep_column = pattern_from(json.at("keep_column")),
                .skip_where = {},
                .stop_may_miss = json.at("stop_may_miss"),
                .skip_may_miss = json.at("skip_may_miss"),
                .mark_right = json.at("mark_right"),
                .mark_column = json.at("mark_column"),
                .header_has = json.at("header_has"),
                .value_column = json.at("value_column"),
                .unit_mult = json.at("unit_mult"),
                .dims = {}};
    for (const auto& [column, match] : json.at("skip_where").items()) {
        made.skip_where.emplace(column, pattern_from(match));
    }
    for (const Json& dim : json.at("dims")) {
        made.dims.push_back(dim_rule(dim));
    }
    return made;
}

Json json_of(const Read& read) {
    return {{"sheet", read.sheet.text()},
            {"each_sheet", read.each_sheet.text()},
            {"sheet_count", read.sheet_count},
            {"table_title", read.table_title.text()},
            {"table_name", read.table_name.text()},
            {"table_each", read.table_each.text()},
            {"table_count", read.table_count},
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
    return {.sheet = pattern_from(json.at("sheet")),
            .each_sheet = pattern_from(json.at("each_sheet")),
            .sheet_count = json.at("sheet_count"),
            .table_title = pattern_from(json.at("table_title")),
            .table_name = pattern_from(json.at("table_name")),
            .table_each = pattern_from(json.at("table_each")),
            .table_count = json.at("table_count"),
            .member = pattern_from(json.at("member")),
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
    return {.name = pattern_from(json.at("name")),
            .sheet = pattern_from(json.at("sheet")),
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
                .total_row = pattern_from(json.at("total_row")),
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
                       .match = pattern_from(member.at("match")),
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
