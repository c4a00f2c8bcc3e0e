#include "pipeline/parse/worker/recipe_json_dims.hpp"

#include <chrono>
#include <utility>

namespace tidemark::parse {

using Json = nlohmann::json;

Pattern pattern_from(const Json& json) {
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

Json pick_to_json(const CellPick& pick) {
    return {{"text", pick.text.text()}, {"in", pick.in ? to_text(*pick.in) : ""}};
}

CellPick cell_pick(const Json& json) {
    CellPick pick{.text = pattern_from(json.at("text")), .in = {}};
    if (const auto area = json.at("in").get<std::string>(); !area.empty()) {
        pick.in = parse_area(area);
        if (!pick.in) {
            throw BadRecipe("no area: " + area);
        }
    }
    return pick;
}

namespace {

template <typename T>
Json json_of(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

template <typename T>
std::optional<T> optional(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<T>());
}

Json json_of(const LooksRule& looks) {
    return {{"text", looks.text.text()},
            {"bold", json_of(looks.bold)},
            {"indent", json_of(looks.indent)},
            {"filled", json_of(looks.filled)},
            {"may_miss", looks.may_miss}};
}

LooksRule looks_rule(const Json& json) {
    return {.text = pattern_from(json.at("text")),
            .bold = optional<bool>(json.at("bold")),
            .indent = optional<int>(json.at("indent")),
            .filled = optional<bool>(json.at("filled")),
            .may_miss = json.at("may_miss")};
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
                {"where", from.where ? json_of(*from.where) : Json(nullptr)},
                {"line", json_of(from.line)}};
    }

    Json operator()(const FromColumns& from) const {
        return {{"columns", from.columns}, {"instead", from.instead}};
    }

    Json operator()(const FromCell& from) const { return {{"cell", pick_to_json(from.pick)}}; }

    Json operator()(const FromSheetName& from) const { return {{"sheet", from.match.text()}}; }

    Json operator()(const FromFileName& from) const { return {{"file", from.match.text()}}; }

    Json operator()(const Constant& from) const { return {{"value", from.value}}; }
};

DimFrom dim_from(const Json& json) {
    if (json.contains("toward")) {
        FromDirection from{.toward = enumerator(json.at("toward"), Toward::down_right),
                           .header = pattern_from(json.at("header")),
                           .instead = {}};
        if (const Json& where = json.at("where"); !where.is_null()) {
            from.where = looks_rule(where);
        }
        from.line = optional<std::uint32_t>(json.at("line"));
        for (const Json& header : json.at("instead")) {
            from.instead.push_back(pattern_from(header));
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
        return FromSheetName{pattern_from(json.at("sheet"))};
    }
    if (json.contains("file")) {
        return FromFileName{pattern_from(json.at("file"))};
    }
    return Constant{json.at("value").get<std::string>()};
}

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

} // namespace

Json dim_to_json(const DimRule& dim) {
    return {{"name", dim.name},
            {"from", std::visit(DimFromWriter{}, dim.from)},
            {"parse", json_of(dim.parse)},
            {"codelist", dim.codelist},
            {"strip", dim.strip.text()},
            {"reads_as", dim.reads_as},
            {"blank", json_of(dim.blank)},
            {"part", dim.part}};
}

DimRule dim_rule(const Json& json) {
    return {.name = json.at("name"),
            .from = dim_from(json.at("from")),
            .parse = period_spelling(json.at("parse")),
            .codelist = json.at("codelist"),
            .strip = pattern_from(json.at("strip")),
            .reads_as = json.at("reads_as"),
            .blank = optional<std::string>(json.at("blank")),
            .part = json.at("part")};
}

} // namespace tidemark::parse
