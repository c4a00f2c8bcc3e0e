#include "pipeline/load/marks.hpp"

namespace tidemark::load {

std::vector<Mark> read_marks(Database& db, RowId source) {
    Query query(db,
                "SELECT what, target, by, why, at, until, said FROM mark WHERE source = ? "
                "ORDER BY at, id");
    query.bind(1, source);
    std::vector<Mark> marks;
    while (query.executeStep()) {
        Mark mark{.what = view_at(query, 0) == "ack" ? Mark::What::ack : Mark::What::silence,
                  .target = text_at(query, 1),
                  .by = text_at(query, 2),
                  .why = text_at(query, 3),
                  .at = instant_at(query, 4)};
        if (!query.isColumnNull(5)) {
            mark.until = day_at(query, 5);
        }
        mark.said = query.getColumn(6).getInt() != 0;
        marks.push_back(std::move(mark));
    }
    return marks;
}

void write_mark(Database& db, RowId source, const Decision& decision) {
    Query insert(db,
                 "INSERT OR IGNORE INTO mark (source, what, target, by, why, at, until, said) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
    insert.bind(1, source);
    insert.bind(2, decision.what);
    insert.bind(3, decision.target);
    insert.bind(4, decision.by);
    insert.bind(5, decision.why);
    insert.bind(6, to_text(decision.at));
    decision.until ? insert.bind(7, day_text(*decision.until)) : insert.bind(7);
    insert.exec();
}

void mark_said(Database& db, RowId source, const std::vector<Saying>& sayings) {
    Query update(db, "UPDATE mark SET said = 1 WHERE source = ? AND what = 'ack' AND target = ?");
    for (const Saying& saying : sayings) {
        if (saying.state == State::acked) {
            update.bind(1, source);
            update.bind(2, saying.statement.id);
            update.exec();
            update.reset();
        }
    }
}

} // namespace tidemark::load
