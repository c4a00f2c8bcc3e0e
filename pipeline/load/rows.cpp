#include "pipeline/load/rows.hpp"

namespace tidemark::load {
namespace {

template <typename T>
T sound(Result<T> read, std::string_view what) {
    if (!read) {
        damaged(what);
    }
    return std::move(*read);
}

} // namespace

void damaged(std::string_view what) {
    throw SQLite::Exception("the database holds an unreadable " + std::string(what));
}

std::string text_at(Query& query, int column) {
    return query.getColumn(column).getString();
}

std::string_view view_at(Query& query, int column) {
    const auto value = query.getColumn(column);
    const char* text = value.getText();
    return {text, static_cast<std::size_t>(value.getBytes())};
}

Instant instant_at(Query& query, int column) {
    return sound(parse_instant(view_at(query, column)), "time");
}

Day day_at(Query& query, int column) {
    return sound(parse_day(view_at(query, column)), "day");
}

Status status_of(std::string_view text) {
    const auto status = parse_status(text);
    if (!status) {
        damaged("status");
    }
    return *status;
}

std::optional<double> number_at(Query& query, int column) {
    const auto value = query.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional(value.getDouble());
}

std::optional<RowId> id_at(Query& query, int column) {
    const auto value = query.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional<RowId>(value.getInt64());
}

void put(Query& query, int parameter, const std::optional<double>& value) {
    value ? query.bind(parameter, *value) : query.bind(parameter);
}

void put(Query& query, int parameter, const std::optional<RowId>& id) {
    id ? query.bind(parameter, *id) : query.bind(parameter);
}

std::optional<RowId> find_source(Database& db, std::string_view name) {
    Query query(db, "SELECT id FROM source WHERE name = ?");
    query.bind(1, std::string(name));
    return query.executeStep() ? id_at(query, 0) : std::nullopt;
}

std::string zone_of(Database& db, RowId source) {
    Query query(db, "SELECT zone FROM source WHERE id = ?");
    query.bind(1, source);
    return query.executeStep() ? text_at(query, 0) : "UTC";
}

Periods::Periods(Database& db)
    : db_(db) {
    Query query(db, "SELECT id, start, \"end\" FROM period");
    while (query.executeStep()) {
        const RowId id = query.getColumn(0).getInt64();
        const Period period{day_at(query, 1), day_at(query, 2)};
        ids_.emplace(period, id);
        periods_.emplace(id, period);
    }
}

const Period& Periods::period(RowId id) const {
    const auto found = periods_.find(id);
    if (found == periods_.end()) {
        damaged("period");
    }
    return found->second;
}

RowId Periods::id(const Period& period) {
    if (const auto found = ids_.find(period); found != ids_.end()) {
        return found->second;
    }
    Query insert(db_, "INSERT INTO period (start, \"end\") VALUES (?, ?)");
    insert.bind(1, day_text(period.start));
    insert.bind(2, day_text(period.end));
    insert.exec();
    const RowId id = db_.getLastInsertRowid();
    ids_.emplace(period, id);
    periods_.emplace(id, period);
    return id;
}

SeriesNames::SeriesNames(Database& db, RowId source)
    : source_(source)
    , insert_(db, "INSERT INTO series (source, key) VALUES (?, ?)")
    , insert_dim_(db, "INSERT INTO series_dim (series, dim, code) VALUES (?, ?, ?)") {
    Cursor rows(db, "SELECT id, key FROM series WHERE source = ?");
    rows.bind(1, source);
    while (rows.step()) {
        const RowId id = rows.integer(0);
        texts_.emplace(id, &ids_.emplace(rows.text(1), id).first->first);
    }
}

const SeriesKey& SeriesNames::key(RowId id) const {
    if (const auto known = keys_.find(id); known != keys_.end()) {
        return known->second;
    }
    const auto text = texts_.find(id);
    if (text == texts_.end()) {
        damaged("series");
    }
    return keys_.emplace(id, sound(parse_series(*text->second), "series")).first->second;
}

std::optional<RowId> SeriesNames::find(const SeriesKey& key) const {
    const auto found = ids_.find(to_text(key));
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

RowId SeriesNames::insert(const SeriesKey& key) {
    std::string text = to_text(key);
    insert_.bind(1, source_);
    insert_.bind(2, std::string_view(text));
    const RowId id = insert_.insert();
    for (const auto& [name, code] : key.dims) {
        insert_dim_.bind(1, id);
        insert_dim_.bind(2, std::string_view(name));
        insert_dim_.bind(3, std::string_view(code));
        insert_dim_.run();
    }
    texts_.emplace(id, &ids_.emplace(std::move(text), id).first->first);
    return id;
}

} // namespace tidemark::load
