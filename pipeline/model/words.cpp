#include "pipeline/base/words.hpp"

#include "pipeline/model/figures.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/model/status.hpp"

namespace tidemark {

namespace {

struct StatusWord {
    Status value;
    std::string_view text;
    char sdmx; // CL_OBS_STATUS
    bool has_value;
};

constexpr std::array<StatusWord, 15> statuses{{
    {Status::normal, "normal", 'A', true},
    {Status::provisional, "provisional", 'P', true},
    {Status::revised, "revised", 'A', true},
    {Status::estimated, "estimated", 'E', true},
    {Status::forecast, "forecast", 'F', true},
    {Status::series_break, "series_break", 'B', true},
    {Status::differs, "differs", 'D', true},
    {Status::unreliable, "unreliable", 'U', true},
    {Status::low, "low", 'N', true},
    {Status::zero, "zero", 'A', true},
    {Status::below, "below", 'Q', false},
    {Status::suppressed, "suppressed", 'Q', false},
    {Status::not_available, "not_available", 'O', false},
    {Status::not_applicable, "not_applicable", 'M', false},
    {Status::not_answered, "not_answered", 'L', false},
}};

const StatusWord& row_of(Status status) {
    for (const auto& row : statuses) {
        if (row.value == status) {
            return row;
        }
    }
    throw std::logic_error("a status without a word");
}

constexpr Words<PeriodForm, 14> period_forms{{
    {PeriodForm::calendar_year, "calendar-year"},
    {PeriodForm::financial_year, "financial-year"},
    {PeriodForm::academic_year, "academic-year"},
    {PeriodForm::year_ending, "year-ending"},
    {PeriodForm::quarter, "quarter"},
    {PeriodForm::financial_quarter, "financial-quarter"},
    {PeriodForm::half, "half"},
    {PeriodForm::financial_half, "financial-half"},
    {PeriodForm::term, "term"},
    {PeriodForm::month, "month"},
    {PeriodForm::week, "week"},
    {PeriodForm::date, "date"},
    {PeriodForm::serial, "serial"},
    {PeriodForm::span, "span"},
}};

constexpr Words<Severity, 4> severities{{
    {Severity::info, "info"},
    {Severity::notice, "notice"},
    {Severity::warning, "warning"},
    {Severity::error, "error"},
}};

constexpr Words<RuleKind, 8> rule_kinds{{
    {RuleKind::yoy, "yoy"},
    {RuleKind::rolling, "rolling"},
    {RuleKind::milestone, "milestone"},
    {RuleKind::record, "record"},
    {RuleKind::cumulative, "cumulative"},
    {RuleKind::threshold, "threshold"},
    {RuleKind::streak, "streak"},
    {RuleKind::coverage, "coverage"},
}};

constexpr Words<State, 13> states{{
    {State::fresh, "new"},
    {State::restated, "restated"},
    {State::withdrawn, "withdrawn"},
    {State::standing, "standing"},
    {State::baseline, "baseline"},
    {State::acked, "acked"},
    {State::silenced, "silenced"},
    {State::arrived, "arrived"},
    {State::revised, "revised"},
    {State::reread, "reread"},
    {State::held, "held"},
    {State::overdue, "overdue"},
    {State::failed, "failed"},
}};

constexpr Words<Answer, 8> answers{{
    {Answer::answered, "answered"},
    {Answer::not_asked, "not asked"},
    {Answer::awaited, "awaited"},
    {Answer::refused, "refused"},
    {Answer::no_info, "no information"},
    {Answer::partly, "partly"},
    {Answer::suppressed, "suppressed"},
    {Answer::series_break, "break"},
}};

} // namespace

bool has_value(Status status) {
    return row_of(status).has_value;
}

char sdmx_code(Status status) {
    return row_of(status).sdmx;
}

std::string_view to_text(Status status) {
    return row_of(status).text;
}

std::optional<Status> parse_status(std::string_view text) {
    for (const auto& row : statuses) {
        if (row.text == text) {
            return row.value;
        }
    }
    return std::nullopt;
}

std::string_view to_text(PeriodForm form) {
    return word_of(period_forms, form);
}

std::optional<PeriodForm> parse_period_form(std::string_view text) {
    return value_of(period_forms, text);
}

std::string_view to_text(Severity severity) {
    return word_of(severities, severity);
}

std::optional<Severity> parse_severity(std::string_view text) {
    return value_of(severities, text);
}

std::string_view to_text(RuleKind kind) {
    return word_of(rule_kinds, kind);
}

std::optional<RuleKind> parse_rule_kind(std::string_view text) {
    return value_of(rule_kinds, text);
}

std::string_view to_text(State state) {
    return word_of(states, state);
}

std::optional<State> parse_state(std::string_view text) {
    return value_of(states, text);
}

std::string_view to_text(Answer answer) {
    return word_of(answers, answer);
}

} // namespace tidemark
