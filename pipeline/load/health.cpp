#include "pipeline/load/health.hpp"

#include "pipeline/load/history.hpp"

#include <algorithm>
#include <array>

namespace tidemark::load {
namespace {

constexpr std::array outcomes = {"loaded", "unchanged", "held", "failed"};

std::optional<RunRecord> last_run(Database& db, RowId source, const std::string& name) {
    Query query(db,
                "SELECT started, finished, outcome, detail, lines FROM run WHERE source = ? "
                "ORDER BY id DESC LIMIT 1");
    query.bind(1, source);
    if (!query.executeStep()) {
        return std::nullopt;
    }
    const auto outcome = std::ranges::find(outcomes, view_at(query, 2));
    if (outcome == outcomes.end()) {
        damaged("outcome");
    }
    return RunRecord{.source = name,
                     .started = instant_at(query, 0),
                     .finished = instant_at(query, 1),
                     .outcome = static_cast<Outcome>(outcome - outcomes.begin()),
                     .detail = text_at(query, 3),
                     .lines = query.getColumn(4).getInt64()};
}

std::optional<Instant> last_success(Database& db, RowId source) {
    Query query(db,
                "SELECT finished FROM run WHERE source = ? AND outcome IN ('loaded', 'unchanged') "
                "ORDER BY id DESC LIMIT 1");
    query.bind(1, source);
    return query.executeStep() ? std::optional(instant_at(query, 0)) : std::nullopt;
}

std::int64_t live(Database& db, RowId source) {
    Query query(db,
                "SELECT count(*) FROM series JOIN observation o ON o.series = series.id "
                "WHERE series.source = ? AND o.until IS NULL");
    query.bind(1, source);
    return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

} // namespace

void write_run(Database& db, RowId source, const RunRecord& run) {
    Query insert(db,
                 "INSERT INTO run (source, started, finished, outcome, detail, lines) "
                 "VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, source);
    insert.bind(2, to_text(run.started));
    insert.bind(3, to_text(run.finished));
    insert.bind(4, std::string(outcomes.at(static_cast<std::size_t>(run.outcome))));
    insert.bind(5, run.detail);
    insert.bind(6, run.lines);
    insert.exec();
}

std::vector<Health> read_health(Database& db) {
    Query query(db, "SELECT id, name FROM source ORDER BY name");
    std::vector<Health> all;
    while (query.executeStep()) {
        const RowId source = query.getColumn(0).getInt64();
        Health health;
        health.source = text_at(query, 1);
        health.last = last_run(db, source, health.source);
        health.last_success = last_success(db, source);
        if (const History history(db, source, health.source); !history.empty()) {
            health.vintage = history.in_order().back();
        }
        health.observations = live(db, source);
        all.push_back(std::move(health));
    }
    return all;
}

} // namespace tidemark::load
