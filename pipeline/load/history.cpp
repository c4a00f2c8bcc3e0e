#include "pipeline/load/history.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace tidemark::load {
namespace {

constexpr std::array causes = {"baseline", "release", "reread"};

std::string cause_text(Cause cause) {
    return causes.at(static_cast<std::size_t>(cause));
}

Cause cause_at(Query& query, int column) {
    const auto found = std::ranges::find(causes, view_at(query, column));
    if (found == causes.end()) {
        damaged("cause");
    }
    return static_cast<Cause>(found - causes.begin());
}

} // namespace

History::History(Database& db, RowId source, std::string_view name)
    : db_(db)
    , source_(source) {
    Query query(db,
                "SELECT id, number, cause, published, loaded, title, rereads FROM vintage "
                "WHERE source = ?");
    query.bind(1, source);
    while (query.executeStep()) {
        vintages_.push_back({.id = query.getColumn(0).getInt64(),
                             .number = query.getColumn(1).getInt64(),
                             .source = std::string(name),
                             .cause = cause_at(query, 2),
                             .published = day_at(query, 3),
                             .loaded = instant_at(query, 4),
                             .title = text_at(query, 5),
                             .rereads = id_at(query, 6)});
    }
    sort();
}

void History::sort() {
    std::map<VintageId, Vintage> by_id;
    for (Vintage& vintage : vintages_) {
        const VintageId id = vintage.id;
        by_id.emplace(id, std::move(vintage));
    }
    for (const auto& [id, vintage] : by_id) {
        if (vintage.rereads && (*vintage.rereads >= id || !by_id.contains(*vintage.rereads))) {
            damaged("vintage");
        }
    }
    vintages_ = tidemark::in_order(by_id);
    ranks_.clear();
    for (std::size_t i = 0; i < vintages_.size(); ++i) {
        ranks_[vintages_[i].id] = i;
    }
}

const Vintage& History::add(Vintage vintage) {
    std::int64_t number = 0;
    VintageId newest = db_.execAndGet("SELECT coalesce(max(id), 0) FROM vintage").getInt64();
    for (const Vintage& v : vintages_) {
        number = std::max(number, v.number);
        newest = std::max(newest, v.id);
    }
    const VintageId id = newest + 1;
    vintage.id = id;
    vintage.number = number + 1;
    vintages_.push_back(std::move(vintage));
    sort();
    return this->vintage(id);
}

void History::insert_row(const Vintage& vintage, std::size_t observations) {
    Query insert(db_,
                 "INSERT INTO vintage (id, source, number, cause, published, loaded, title, "
                 "observations, rereads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, vintage.id);
    insert.bind(2, source_);
    insert.bind(3, vintage.number);
    insert.bind(4, cause_text(vintage.cause));
    insert.bind(5, day_text(vintage.published));
    insert.bind(6, to_text(vintage.loaded));
    insert.bind(7, vintage.title);
    insert.bind(8, static_cast<std::int64_t>(observations));
    put(insert, 9, vintage.rereads);
    insert.exec();
}

void History::forget(VintageId id) {
    std::erase_if(vintages_, [&](const Vintage& v) { return v.id == id; });
    sort();
}

std::size_t History::rank(VintageId id) const {
    const auto found = ranks_.find(id);
    if (found == ranks_.end()) {
        damaged("vintage");
    }
    return found->second;
}

VintageId History::root(VintageId id) const {
    while (const auto rereads = vintage(id).rereads) {
        id = *rereads;
    }
    return id;
}

} // namespace tidemark::load
