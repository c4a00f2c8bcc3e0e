#include "pipeline/load/outbox.hpp"

#include <fmt/core.h>

#include <stdexcept>

namespace tidemark::load {
namespace {

std::string numbered(const std::string& json, std::int64_t seq) {
    constexpr std::string_view head = R"({"v":1,"seq":0,)";
    if (!json.starts_with(head)) {
        throw std::logic_error("a line's object does not begin with " + std::string(head));
    }
    return fmt::format(R"({{"v":1,"seq":{},{})", seq, std::string_view(json).substr(head.size()));
}

Line line_at(Query& query) {
    const auto state = parse_state(view_at(query, 2));
    const auto severity = parse_severity(view_at(query, 3));
    if (!state || !severity) {
        damaged("state or severity");
    }
    return {.seq = query.getColumn(0).getInt64(),
            .time = instant_at(query, 1),
            .state = *state,
            .severity = *severity,
            .id = text_at(query, 4),
            .source = text_at(query, 5),
            .text = text_at(query, 6),
            .line = text_at(query, 7),
            .json = text_at(query, 8)};
}

} // namespace

void append_lines(Database& db, RowId source, std::vector<Line> lines) {
    std::int64_t seq = db.execAndGet("SELECT coalesce(max(seq), 0) FROM outbox").getInt64();
    Query insert(db,
                 "INSERT INTO outbox (seq, source, time, state, severity, id, text, line, json) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Line& line : lines) {
        insert.bind(1, ++seq);
        insert.bind(2, source);
        insert.bind(3, to_text(line.time));
        insert.bind(4, std::string(to_text(line.state)));
        insert.bind(5, std::string(to_text(line.severity)));
        insert.bind(6, line.id);
        insert.bind(7, line.text);
        insert.bind(8, line.line);
        insert.bind(9, numbered(line.json, seq));
        insert.exec();
        insert.reset();
    }
}

std::vector<Line> read_lines(Database& db, const LineFilter& filter) {
    Query query(db,
                "SELECT seq, time, state, severity, outbox.id, source.name, text, line, json "
                "FROM outbox JOIN source ON source.id = outbox.source WHERE seq > ? "
                "AND (?2 = '' OR time >= ?2) AND (?3 = '' OR source.name = ?3) "
                "AND (?4 = '' OR severity = ?4) AND (?5 = '' OR state = ?5) ORDER BY seq");
    query.bind(1, filter.after_seq);
    query.bind(2, filter.since ? to_text(*filter.since) : std::string{});
    query.bind(3, filter.source);
    query.bind(4, filter.severity);
    query.bind(5, filter.state);
    std::vector<Line> lines;
    while (query.executeStep()) {
        lines.push_back(line_at(query));
    }
    return lines;
}

Position read_position(Database& db, std::string_view sink) {
    Query query(db, "SELECT seq, offset, inode FROM sink WHERE name = ?");
    query.bind(1, std::string(sink));
    if (!query.executeStep()) {
        return {};
    }
    return {.seq = query.getColumn(0).getInt64(),
            .offset = static_cast<std::uint64_t>(query.getColumn(1).getInt64()),
            .inode = static_cast<std::uint64_t>(query.getColumn(2).getInt64())};
}

void write_position(Database& db, std::string_view sink, const Position& position) {
    Query write(db,
                "INSERT INTO sink (name, seq, offset, inode) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, offset = excluded.offset, "
                "inode = excluded.inode");
    write.bind(1, std::string(sink));
    write.bind(2, position.seq);
    write.bind(3, static_cast<std::int64_t>(position.offset));
    write.bind(4, static_cast<std::int64_t>(position.inode));
    write.exec();
}

} // namespace tidemark::load
