#include "pipeline/alert/json.hpp"

#include "pipeline/alert/rules/chance.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tidemark::alert {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_evidence = 20;
constexpr double exact_integers = 9007199254740992.0; // 2^53

// Counts as integers: 10391, not 10391.0.
Json number(double value) {
    if (std::trunc(value) == value && std::abs(value) < exact_integers) {
        return static_cast<std::int64_t>(value);
    }
    return value;
}

// Sums of decimals without the noise of binary: 9540, not 9540.000000001.
Json figure(double value, const Style& style) {
    constexpr int kept = 6;
    const double scale = std::pow(10.0, std::max(style.decimals, kept));
    const double rounded = std::round(value * scale) / scale;
    return number(std::abs(value) < exact_integers / scale ? rounded : value);
}

// As printed: one decimal.
Json percentage(double value) {
    constexpr double tenths = 10;
    return std::round(value * tenths) / tenths;
}

void put(Json& to, const char* key, const std::optional<double>& value) {
    if (value) {
        to[key] = number(*value);
    }
}

Json period_json(const Period& period, const std::string& label) {
    return {{"label", label},
            {"start", day_text(period.start)},
            {"end", day_text(period.end)},
            {"sdmx", sdmx_text(period)}};
}

Json series_json(const std::string& series) {
    Json dims = Json::object();
    if (const auto key = parse_series(series)) {
        for (const auto& [dim, code] : key->dims) {
            dims[dim] = code;
        }
    }
    return dims;
}

Json coverage_json(const Coverage& coverage) {
    Json left_out = Json::array();
    for (const LeftOut& member : coverage.left_out) {
        left_out.push_back({{"code", member.code}, {"name", member.name}, {"why", member.why}});
    }
    Json json{{"now", {{"members", coverage.now_members}, {"of", coverage.now_of}}},
              {"before", {{"members", coverage.before_members}, {"of", coverage.before_of}}},
              {"matched", coverage.matched},
              {"left_out", std::move(left_out)}};
    if (coverage.unmatched_now && coverage.unmatched_before) {
        Json unmatched{{"value", figure(*coverage.unmatched_now, {})},
                       {"compare", figure(*coverage.unmatched_before, {})}};
        if (coverage.unmatched_percent) {
            unmatched["change_pct"] = percentage(*coverage.unmatched_percent);
        }
        json["unmatched"] = std::move(unmatched);
    }
    return json;
}

Json drivers_json(const Statement& statement) {
    Json json = Json::array();
    for (const Driver& driver : statement.drivers) {
        json.push_back({{"code", driver.code},
                        {"name", driver.name},
                        {"change", figure(driver.change, statement.style)}});
    }
    return json;
}

Json evidence_json(const Evidence& evidence) {
    Json json{{"sha256", evidence.origin.sha256},
              {"file", evidence.origin.file},
              {"sheet", evidence.origin.sheet},
              {"cell", evidence.origin.cell},
              {"role", evidence.role},
              {"series", evidence.series},
              {"period", to_text(evidence.period)}};
    put(json, "value", evidence.value);
    return json;
}

// A group's evidence is that of its members.
void add_evidence(Json& json, std::size_t& total, const Statement& statement) {
    for (const Evidence& evidence : statement.evidence) {
        if (json.size() < most_evidence) {
            json.push_back(evidence_json(evidence));
        }
        ++total;
    }
    for (const Statement& member : statement.members) {
        add_evidence(json, total, member);
    }
}

void put_figures(Json& json, const Statement& statement) {
    if (statement.value) {
        json["value"] = figure(*statement.value, statement.style);
    }
    put(json, "threshold", statement.threshold);
    if (statement.before && statement.before_period) {
        Json compare = period_json(*statement.before_period, in_words(*statement.before_period));
        compare["value"] = figure(*statement.before, statement.style);
        json["compare"] = std::move(compare);
    }
    if (statement.change) {
        json["change"] = figure(*statement.change, statement.style);
    }
    if (statement.change_percent) {
        json["change_pct"] = percentage(*statement.change_percent);
    }
    if (statement.our_percent) {
        json["our_change_pct"] = percentage(*statement.our_percent);
    }
    if (const auto& bounds = statement.percent_bounds) {
        json["change_pct_bounds"] = {percentage(bounds->low), percentage(bounds->high)};
    }
    if (const auto& interval = statement.interval) {
        json["interval_pct"] = {percentage(interval->low), percentage(interval->high)};
        json["method"] = method_of(*interval);
        json["phi"] = percentage(interval->phi);
    }
}

Json members_json(const std::vector<Statement>& members) {
    Json json = Json::array();
    for (const Statement& member : members) {
        Json one{{"id", member.id},
                 {"severity", std::string(to_text(member.severity))},
                 {"series", series_json(member.series)}};
        put_figures(one, member);
        one["text"] = member.text;
        json.push_back(std::move(one));
    }
    return json;
}

Json was_json(const Said& was) {
    Json json{{"said", to_text(was.first_said)}, {"state", std::string(to_text(was.state))}};
    put(json, "value", was.statement.value);
    put(json, "compare", was.statement.before);
    if (was.statement.change_percent) {
        json["change_pct"] = percentage(*was.statement.change_percent);
    }
    json["text"] = was.statement.text;
    return json;
}

void put_words(Json& json, const char* key, const std::string& words) {
    if (!words.empty()) {
        json[key] = words;
    }
}

} // namespace

std::string to_json(const Source& source,
                    const Saying& saying,
                    const Said* was,
                    const std::optional<Vintage>& vintage,
                    Instant now) {
    const Statement& statement = saying.statement;
    Json json{{"v", 1}, {"seq", 0}};
    json["id"] = statement.id;
    json["time"] = local_text(now, source.zone);
    const bool silenced = !saying.silenced.empty();
    json["state"] = std::string(to_text(silenced ? State::silenced : saying.state));
    json["severity"] = std::string(to_text(statement.severity));
    json["source"] = statement.source;
    json["rule"] = statement.rule;
    json["kind"] = statement.kind;
    json["series"] = series_json(statement.series);
    json["period"] = statement.period ? period_json(*statement.period, statement.label) : Json();
    json["text"] = statement.text;
    put_figures(json, statement);
    json["vintage"] = vintage ? Json{{"number", vintage->number},
                                     {"published", day_text(vintage->published)},
                                     {"loaded", to_text(vintage->loaded)}}
                              : Json();
    json["coverage"] = statement.coverage ? coverage_json(*statement.coverage) : Json();
    json["drivers"] = drivers_json(statement);
    std::size_t total = 0;
    Json evidence = Json::array();
    add_evidence(evidence, total, statement);
    json["evidence"] = std::move(evidence);
    json["evidence_total"] = total;
    if (!statement.members.empty()) {
        json["members"] = members_json(statement.members);
    }
    if (was != nullptr && (saying.state == State::restated || saying.state == State::withdrawn)) {
        json["was"] = was_json(*was);
    }
    put_words(json, "would_be", silenced ? std::string(to_text(saying.state)) : std::string());
    put_words(json, "cause", statement.cause);
    put_words(json, "reason", statement.reason);
    put_words(json, "note", source.note);
    // Labels of a publisher may hold bytes that are not UTF-8: shown as U+FFFD, never thrown over.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace tidemark::alert
