// rows: columns to values and back, and the names that many tables share.
//
// A text that does not read back is a damaged database: SQLite::Exception, which guarded() turns
// into Error{storage}.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/load/connection.hpp"
#include "pipeline/load/cursor.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/series.hpp"
#include "pipeline/model/status.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tidemark::load {

using RowId = std::int64_t;

[[noreturn]] void damaged(std::string_view what);

[[nodiscard]] std::string text_at(Query& query, int column);
[[nodiscard]] std::string_view view_at(Query& query, int column); // until the next step
[[nodiscard]] Instant instant_at(Query& query, int column);
[[nodiscard]] Day day_at(Query& query, int column);
[[nodiscard]] Status status_of(std::string_view text);
[[nodiscard]] std::optional<double> number_at(Query& query, int column);
[[nodiscard]] std::optional<RowId> id_at(Query& query, int column);

void put(Query& query, int parameter, const std::optional<double>& value);
void put(Query& query, int parameter, const std::optional<RowId>& id);

// The source's row; nothing when it never ran.
[[nodiscard]] std::optional<RowId> find_source(Database& db, std::string_view name);
[[nodiscard]] std::string zone_of(Database& db, RowId source);

// All periods, both ways.
class Periods {
  public:
    explicit Periods(Database& db);
    [[nodiscard]] const Period& period(RowId id) const;
    RowId id(const Period& period); // inserted when new

  private:
    Database& db_;
    std::map<Period, RowId> ids_;
    std::unordered_map<RowId, Period> periods_;
};

// The series of one source, both ways. In memory: half a million look-ups in SQL take two seconds.
class SeriesNames {
  public:
    SeriesNames(Database& db, RowId source);
    [[nodiscard]] const SeriesKey& key(RowId id) const; // read when it is first asked for
    [[nodiscard]] std::optional<RowId> find(const SeriesKey& key) const;
    RowId insert(const SeriesKey& key);

  private:
    RowId source_;
    std::unordered_map<std::string, RowId> ids_;            // by to_text(key)
    std::unordered_map<RowId, const std::string*> texts_{}; // in ids_
    mutable std::unordered_map<RowId, SeriesKey> keys_{};
    Cursor insert_;
    Cursor insert_dim_;
};

} // namespace tidemark::load
