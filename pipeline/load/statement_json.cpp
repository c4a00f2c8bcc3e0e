#include "pipeline/load/statement_json.hpp"

#include "pipeline/load/rows.hpp"

#include <nlohmann/json.hpp>

namespace tidemark::load {
namespace {

using nlohmann::json;

template <typename T>
json of(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json of(const std::optional<Period>& period) {
    return period ? json{day_text(period->start), day_text(period->end)} : json(nullptr);
}

json of(const Coverage& coverage) {
    json left_out = json::array();
    for (const LeftOut& member : coverage.left_out) {
        left_out.push_back({member.code, member.name, member.why});
    }
    return {{"now_members", coverage.now_members},
            {"now_of", coverage.now_of},
            {"before_members", coverage.before_members},
            {"before_of", coverage.before_of},
            {"matched", coverage.matched},
            {"left_out", std::move(left_out)},
            {"unmatched_now", of(coverage.unmatched_now)},
            {"unmatched_before", of(coverage.unmatched_before)},
            {"unmatched_percent", of(coverage.unmatched_percent)}};
}

std::optional<double> number(const json& j) {
    return j.is_null() ? std::nullopt : std::optional(j.get<double>());
}

Day day(const json& j) {
    const auto read = parse_day(j.get_ref<const std::string&>());
    if (!read) {
        damaged("day of a statement");
    }
    return *read;
}

std::optional<Period> period(const json& j) {
    return j.is_null() ? std::nullopt : std::optional(Period{day(j.at(0)), day(j.at(1))});
}

Coverage coverage(const json& j) {
    Coverage coverage;
    coverage.now_members = j.at("now_members");
    coverage.now_of = j.at("now_of");
    coverage.before_members = j.at("before_members");
    coverage.before_of = j.at("before_of");
    coverage.matched = j.at("matched");
    coverage.unmatched_now = number(j.at("unmatched_now"));
    coverage.unmatched_before = number(j.at("unmatched_before"));
    coverage.unmatched_percent = number(j.at("unmatched_percent"));
    for (const json& member : j.at("left_out")) {
        coverage.left_out.push_back({member.at(0), member.at(1), member.at(2)});
    }
    return coverage;
}

json of(const Style& style) {
    return {style.decimals, style.percent};
}

json of(const Interval& interval) {
    return {
        interval.low, interval.high, interval.confidence, interval.phi, interval.false_discovery};
}

// What statements of earlier versions do not have keeps its default.
void read_added(const json& j, Statement& statement) {
    if (!j.contains("style")) {
        return;
    }
    statement.style = {.decimals = j.at("style").at(0), .percent = j.at("style").at(1)};
    if (const json& interval = j.at("interval"); !interval.is_null()) {
        statement.interval = Interval{.low = interval.at(0),
                                      .high = interval.at(1),
                                      .confidence = interval.at(2),
                                      .phi = interval.at(3),
                                      .false_discovery = interval.at(4)};
    }
    if (const json& bounds = j.at("percent_bounds"); !bounds.is_null()) {
        statement.percent_bounds = Bounds{.low = bounds.at(0), .high = bounds.at(1)};
    }
    if (const json& published = j.at("base_published"); !published.is_null()) {
        statement.base_published = day(published);
    }
    if (const auto ours = j.find("our_percent"); ours != j.end()) {
        statement.our_percent = number(*ours);
    }
}

Statement read(const json& j) {
    const auto severity = parse_severity(j.at("severity").get_ref<const std::string&>());
    if (!severity) {
        damaged("severity");
    }
    Statement statement;
    statement.id = j.at("id");
    statement.source = j.at("source");
    statement.rule = j.at("rule");
    statement.kind = j.at("kind");
    statement.subject = j.at("subject");
    statement.series = j.at("series");
    statement.period = period(j.at("period"));
    statement.label = j.at("label");
    statement.severity = *severity;
    statement.text = j.at("text");
    statement.printed = j.at("printed");
    statement.value = number(j.at("value"));
    statement.before = number(j.at("before"));
    statement.change = number(j.at("change"));
    statement.change_percent = number(j.at("change_percent"));
    statement.threshold = number(j.at("threshold"));
    statement.before_period = period(j.at("before_period"));
    statement.cause = j.at("cause");
    statement.reason = j.at("reason");
    if (!j.at("coverage").is_null()) {
        statement.coverage = coverage(j.at("coverage"));
    }
    for (const json& driver : j.at("drivers")) {
        statement.drivers.push_back({driver.at(0), driver.at(1), driver.at(2)});
    }
    read_added(j, statement);
    return statement;
}

} // namespace

std::string body_of(const Statement& statement) {
    json drivers = json::array();
    for (const Driver& driver : statement.drivers) {
        drivers.push_back({driver.code, driver.name, driver.change});
    }
    const json j = {
        {"id", statement.id},
        {"source", statement.source},
        {"rule", statement.rule},
        {"kind", statement.kind},
        {"subject", statement.subject},
        {"series", statement.series},
        {"period", of(statement.period)},
        {"label", statement.label},
        {"severity", to_text(statement.severity)},
        {"text", statement.text},
        {"printed", statement.printed},
        {"value", of(statement.value)},
        {"before", of(statement.before)},
        {"change", of(statement.change)},
        {"change_percent", of(statement.change_percent)},
        {"threshold", of(statement.threshold)},
        {"before_period", of(statement.before_period)},
        {"coverage", statement.coverage ? of(*statement.coverage) : json(nullptr)},
        {"drivers", std::move(drivers)},
        {"cause", statement.cause},
        {"reason", statement.reason},
        {"style", of(statement.style)},
        {"interval", statement.interval ? of(*statement.interval) : json(nullptr)},
        {"percent_bounds",
         statement.percent_bounds
             ? json{statement.percent_bounds->low, statement.percent_bounds->high}
             : json(nullptr)},
        {"our_percent", of(statement.our_percent)},
        {"base_published",
         statement.base_published ? json(day_text(*statement.base_published)) : json(nullptr)}};
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

Statement statement_of(std::string_view body) {
    try {
        return read(json::parse(body));
    } catch (const json::exception&) {
        damaged("statement");
    }
}

} // namespace tidemark::load
