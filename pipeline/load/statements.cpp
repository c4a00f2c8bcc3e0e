#include "pipeline/load/statements.hpp"

#include "pipeline/load/statement_json.hpp"

#include <fmt/core.h>

namespace tidemark::load {
namespace {

constexpr const char* columns = "id, state, first_said, vintage, body";

std::vector<Evidence> read_evidence(Database& db, const std::string& id) {
    Query query(db,
                "SELECT role, series, start, \"end\", value, sha256, file, sheet, cell "
                "FROM evidence WHERE statement = ? ORDER BY n");
    query.bind(1, id);
    std::vector<Evidence> all;
    while (query.executeStep()) {
        all.push_back(
            {.role = text_at(query, 0),
             .series = text_at(query, 1),
             .period = {day_at(query, 2), day_at(query, 3)},
             .value = number_at(query, 4),
             .origin = {
                 text_at(query, 5), text_at(query, 6), text_at(query, 7), text_at(query, 8)}});
    }
    return all;
}

Said said_at(Query& query, Database& db) {
    const auto state = parse_state(view_at(query, 1));
    if (!state) {
        damaged("state");
    }
    Said said{.statement = statement_of(view_at(query, 4)),
              .state = *state,
              .first_said = instant_at(query, 2),
              .vintage = id_at(query, 3).value_or(0)};
    said.statement.evidence = read_evidence(db, said.statement.id);
    return said;
}

void read_members(Database& db, Statement& group) {
    Query query(db,
                fmt::format("SELECT {} FROM statement WHERE \"group\" = ? ORDER BY id", columns));
    query.bind(1, group.id);
    while (query.executeStep()) {
        group.members.push_back(said_at(query, db).statement);
    }
}

void write_evidence(Database& db, const Statement& statement) {
    Query insert(db,
                 "INSERT INTO evidence (statement, n, role, series, start, \"end\", value, sha256, "
                 "file, sheet, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::int64_t n = 0;
    for (const Evidence& evidence : statement.evidence) {
        insert.bind(1, statement.id);
        insert.bind(2, ++n);
        insert.bind(3, evidence.role);
        insert.bind(4, evidence.series);
        insert.bind(5, day_text(evidence.period.start));
        insert.bind(6, day_text(evidence.period.end));
        put(insert, 7, evidence.value);
        insert.bind(8, evidence.origin.sha256);
        insert.bind(9, evidence.origin.file);
        insert.bind(10, evidence.origin.sheet);
        insert.bind(11, evidence.origin.cell);
        insert.exec();
        insert.reset();
    }
}

class Writer {
  public:
    Writer(Database& db, RowId source, std::optional<VintageId> vintage, Instant now)
        : db_(db)
        , source_(source)
        , vintage_(vintage)
        , now_(to_text(now)) {}

    void write(State state, const Statement& statement, const std::string* group) {
        // A baseline was never said: the first line after it is the first. What was said and taken
        // back keeps its day.
        Query write(db_,
                    "INSERT INTO statement (id, source, \"group\", state, first_said, vintage, "
                    "severity, rule, series, text, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET \"group\" = excluded.\"group\", "
                    "first_said = CASE WHEN excluded.state = 'new' "
                    "AND statement.state IN ('baseline', 'withdrawn') "
                    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.state = 'new' "
                    "AND outbox.id IN (statement.id, statement.\"group\")) "
                    "THEN excluded.first_said ELSE statement.first_said END, "
                    "state = excluded.state, vintage = excluded.vintage, "
                    "severity = excluded.severity, text = excluded.text, body = excluded.body");
        write.bind(1, statement.id);
        write.bind(2, source_);
        group != nullptr ? write.bind(3, *group) : write.bind(3);
        write.bind(4, std::string(to_text(state)));
        write.bind(5, now_);
        put(write, 6, vintage_);
        write.bind(7, std::string(to_text(statement.severity)));
        write.bind(8, statement.rule);
        write.bind(9, statement.series);
        write.bind(10, statement.text);
        write.bind(11, body_of(statement));
        write.exec();
        run("DELETE FROM evidence WHERE statement = ?", statement.id);
        write_evidence(db_, statement);
    }

    // A member that no longer belongs to the group is no longer said.
    void write_members(State state, const Statement& group) {
        run("UPDATE statement SET state = 'left' WHERE \"group\" = ?", group.id);
        for (const Statement& member : group.members) {
            write(state, member, &group.id);
        }
        run("DELETE FROM evidence WHERE statement IN "
            "(SELECT id FROM statement WHERE \"group\" = ? AND state = 'left')",
            group.id);
        run("DELETE FROM statement WHERE \"group\" = ? AND state = 'left'", group.id);
    }

  private:
    void run(const char* sql, const std::string& id) {
        Query query(db_, sql);
        query.bind(1, id);
        query.exec();
    }

    Database& db_;
    RowId source_;
    std::optional<VintageId> vintage_;
    std::string now_;
};

} // namespace

std::vector<Said> read_said(Database& db, RowId source) {
    Query query(db,
                fmt::format("SELECT {} FROM statement WHERE source = ? AND \"group\" IS NULL "
                            "ORDER BY id",
                            columns));
    query.bind(1, source);
    std::vector<Said> all;
    while (query.executeStep()) {
        all.push_back(said_at(query, db));
        read_members(db, all.back().statement);
    }
    return all;
}

Result<std::optional<Said>> find_statement(Database& db, std::string_view id) {
    // By the ends of the range of texts that begin so: LIKE would read wildcards in it.
    Query query(db,
                fmt::format("SELECT {} FROM statement WHERE id >= ?1 AND id < ?1 || "
                            "char(1114111) ORDER BY id LIMIT 2",
                            columns));
    query.bind(1, std::string(id));
    if (id.empty() || !query.executeStep()) {
        return std::nullopt;
    }
    Said said = said_at(query, db);
    read_members(db, said.statement);
    if (said.statement.id != id && query.executeStep()) {
        return fail({.fault = Fault::usage,
                     .code = "alert.ambiguous",
                     .expected = "the beginning of one alert's id",
                     .found = fmt::format(
                         "'{}', which {} and {} share", id, said.statement.id, text_at(query, 0)),
                     .next = "write more of it"});
    }
    return said;
}

void write_sayings(Database& db,
                   RowId source,
                   const std::vector<Saying>& sayings,
                   std::optional<VintageId> vintage,
                   Instant now) {
    Writer writer(db, source, vintage, now);
    for (const Saying& saying : sayings) {
        if (saying.state == State::standing) {
            continue;
        }
        writer.write(saying.state, saying.statement, nullptr);
        writer.write_members(saying.state, saying.statement);
    }
}

Judged read_judged(Database& db, RowId source) {
    Query query(db, "SELECT rule, series FROM judged WHERE source = ?");
    query.bind(1, source);
    Judged judged;
    while (query.executeStep()) {
        judged.emplace_hint(judged.end(), text_at(query, 0), text_at(query, 1));
    }
    return judged;
}

void write_judged(Database& db, RowId source, const Judged& judged) {
    const auto each = [&](Query query, const Judged& pairs, const Judged& but) {
        for (const auto& pair : pairs) {
            if (but.contains(pair)) {
                continue;
            }
            query.bind(1, source);
            query.bind(2, pair.first);
            query.bind(3, pair.second);
            query.exec();
            query.reset();
        }
    };
    const Judged before = read_judged(db, source);
    each({db, "DELETE FROM judged WHERE source = ? AND rule = ? AND series = ?"}, before, judged);
    each({db, "INSERT INTO judged (source, rule, series) VALUES (?, ?, ?)"}, judged, before);
}

} // namespace tidemark::load
