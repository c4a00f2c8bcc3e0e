#include "tests/unit/alert/world.hpp"

#include <algorithm>
#include <chrono>

namespace tidemark::test {
namespace {

Instant morning_of(std::string_view day) {
    return Instant(parse_day(day).value()) + std::chrono::hours(8);
}

} // namespace

World::World() {
    source.id = "online-cso";
    source.title = "Online child sexual offences";
    source.what = "online child sexual offences";
    source.measure = "offences";
    source.unit = "count";
    source.zone = "Europe/London";
    Codelist forces{.id = "forces", .codes = {}, .by_label = {}};
    forces.codes.push_back(code("HAMP", "Hampshire"));
    forces.codes.push_back(code("DUR", "Durham"));
    forces.index();
    codelists.lists.emplace("forces", forces);
    CodeSet set;
    set.id = "uk-forces";
    set.title = "England and Wales";
    set.codelist = "forces";
    set.noun = "forces";
    codelists.sets.emplace("uk-forces", set);
    store.figures.source = source.id;
}

World& World::figure(const Dims& dims, int year, std::optional<double> value) {
    return figure(dims, year, value, 0);
}

World& World::figure(const Dims& dims, int year, std::optional<double> value, double below) {
    cells_[dims][financial_year(year)] = {.value = value, .below = below, .edition = edition};
    return *this;
}

World& World::figure(const Dims& dims, const Period& period, double value, std::string raw) {
    cells_[dims][period] = {.value = value, .below = 0, .edition = edition, .raw = std::move(raw)};
    return *this;
}

World& World::named() {
    DimRule area;
    area.name = "area";
    area.codelist = "forces";
    Layout layout;
    layout.dims.push_back(area);
    source.recipe.layouts.push_back(layout);
    return *this;
}

World& World::no_figure(const Dims& dims, int year) {
    cells_[dims].erase(financial_year(year));
    return *this;
}

World& World::asked(int year, const std::vector<std::string>& codes) {
    return asked(financial_year(year), codes);
}

World& World::asked(const Period& period, const std::vector<std::string>& codes) {
    asked_[period] = codes;
    return *this;
}

World& World::answer(int year, const std::string& code, Answer answer, const std::string& why) {
    answers_[{financial_year(year), code}] = {answer, why};
    return *this;
}

std::vector<Line> World::pass(const Arrival& arrival) {
    const Instant now = morning_of(arrival.published);
    Vintage vintage;
    vintage.id = next_;
    vintage.number = next_;
    vintage.source = source.id;
    vintage.cause = arrival.cause;
    vintage.published = parse_day(arrival.published).value();
    vintage.loaded = now;
    store.figures.vintages.emplace(vintage.id, vintage);
    Loaded loaded;
    loaded.vintage = vintage;
    loaded.changes.changes = arrival.changes;
    loaded.held = arrival.held;
    loaded.members = arrival.members;
    loaded.let_in = arrival.let_in;
    loaded.left_out = arrival.left_out;
    ++next_;
    return judge_and_remember(loaded, now);
}

std::vector<Line> World::pass_without_release(std::string_view day) {
    return judge_and_remember({}, morning_of(day));
}

std::vector<Line> World::fail(const Error& error, std::string_view day) {
    return judge_and_remember({}, morning_of(day), &error);
}

std::vector<std::string> World::texts(const std::vector<Line>& lines, State state) {
    std::vector<std::string> found;
    for (const Line& line : lines) {
        if (line.state == state) {
            found.push_back(line.text);
        }
    }
    return found;
}

std::vector<Line>
World::judge_and_remember(const Loaded& loaded, Instant now, const Error* failure) {
    build();
    const auto all = subjects();
    const alert::Scene scene{.source = source,
                             .codelists = codelists,
                             .snapshot = store.figures,
                             .subjects = all,
                             .loaded = loaded,
                             .now = now,
                             .failure = failure,
                             .rules_wait = failure != nullptr};
    const auto judgement = alert::judge(scene, store.sayings, store.judged_pairs);
    auto lines = alert::write_lines(source, judgement.sayings, store.sayings, loaded.vintage, now);
    for (const Saying& saying : judgement.sayings) {
        store.remember(saying, now, loaded.vintage ? loaded.vintage->id : 0);
    }
    store.judged_pairs = judgement.judged;
    for (const Line& line : lines) {
        store.add_line(line);
    }
    return lines;
}

void World::build() {
    store.figures.series.clear();
    unsigned row = 0;
    for (const auto& [dims, periods] : cells_) {
        Series series{.key = {.source = source.id, .dims = dims}, .figures = {}};
        for (const auto& [period, cell] : periods) {
            Figure figure;
            figure.period = period;
            figure.raw = cell.raw;
            figure.value = cell.value;
            figure.status = cell.below > 0 ? Status::below
                            : cell.value   ? Status::normal
                                           : Status::suppressed;
            figure.below = cell.below;
            figure.origin = {.sha256 = "ab", .file = "t.csv", .sheet = "csv", .cell = {}};
            figure.origin.cell = to_text(Address{++row, 1});
            figure.first = cell.edition != 0 ? cell.edition : next_ - 1;
            figure.last = figure.first;
            series.figures.push_back(figure);
        }
        store.figures.series.push_back(std::move(series));
    }
}

Part World::part_of(const SeriesKey& key, const Period& period) const {
    Part part;
    part.answer = Answer::awaited;
    const Series* series = store.figures.find(key);
    if (series == nullptr) {
        return part;
    }
    const auto figure = std::ranges::find(series->figures, period, &Figure::period);
    if (figure == series->figures.end()) {
        return part;
    }
    part.figures = {&*figure};
    part.last = figure->last;
    part.answer = figure->value || figure->below > 0 ? Answer::answered : Answer::suppressed;
    part.low = figure->value.value_or(0);
    part.high = figure->below > 0 ? figure->below - 1 : part.low;
    part.value = figure->value.value_or((part.low + part.high) / 2);
    return part;
}

std::vector<Subject> World::subjects() const {
    std::vector<Subject> all;
    for (const Series& series : store.figures.series) {
        Subject subject;
        subject.key = series.key;
        for (const Figure& figure : series.figures) {
            Part part = part_of(series.key, figure.period);
            Total total;
            total.period = figure.period;
            total.value = part.value;
            total.low = part.low;
            total.high = part.high;
            total.members = part.answer == Answer::answered ? 1 : 0;
            total.of = 1;
            total.parts = {std::move(part)};
            subject.totals.push_back(std::move(total));
        }
        all.push_back(std::move(subject));
    }
    if (asked_.empty()) {
        return all;
    }
    Subject sum;
    sum.key = {.source = source.id, .dims = {{"area", "uk"}}};
    sum.summed = true;
    sum.member_dim = "area";
    for (const auto& [period, codes] : asked_) {
        Total total;
        total.period = period;
        for (const std::string& code : codes) {
            Part part = part_of({source.id, {{"area", code}}}, total.period);
            part.code = code;
            part.name = codelists.list("forces")->name_of(code);
            if (const auto letter = answers_.find({period, code}); letter != answers_.end()) {
                part.answer = letter->second.first;
                part.why = letter->second.second;
            }
            if (part.answer == Answer::answered) {
                total.value += part.value;
                total.low += part.low;
                total.high += part.high;
                ++total.members;
            }
            ++total.of;
            total.parts.push_back(std::move(part));
        }
        if (total.members > 0) {
            sum.totals.push_back(std::move(total));
        }
    }
    all.push_back(std::move(sum));
    return all;
}

Code code(const std::string& code, const std::string& name) {
    Code result;
    result.code = code;
    result.name = name;
    return result;
}

Rule yoy(std::optional<double> above, std::optional<double> below) {
    Rule rule;
    rule.id = "yoy";
    rule.kind = RuleKind::yoy;
    if (above) {
        rule.above = Threshold{.value = *above, .percent = true};
    }
    if (below) {
        rule.below = Threshold{.value = *below, .percent = true};
    }
    return rule;
}

Rule milestone(std::vector<double> at) {
    Rule rule;
    rule.id = "milestone";
    rule.kind = RuleKind::milestone;
    rule.at = std::move(at);
    rule.severity = Severity::warning;
    return rule;
}

} // namespace tidemark::test
