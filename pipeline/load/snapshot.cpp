#include "pipeline/load/snapshot.hpp"

#include "pipeline/load/cursor.hpp"
#include "pipeline/load/history.hpp"
#include "pipeline/load/sheaves.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <unordered_map>

namespace tidemark::load {
namespace {

// The vintages that count on the day asked for.
class Counted {
  public:
    Counted(const History& history, const AsOf& as_of, const std::string& zone)
        : history_(history)
        , known_(history.in_order().size(), true)
        , counts_(known_) {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const Vintage& vintage = history.in_order()[i];
            known_[i] = !as_of.loaded || local_day(vintage.loaded, zone) <= *as_of.loaded;
            counts_[i] = known_[i] && (!as_of.vintage || i <= history.rank(*as_of.vintage)) &&
                         (!as_of.published || vintage.published <= *as_of.published);
        }
    }

    // Was it loaded by then?
    [[nodiscard]] bool is_known(VintageId id) const { return known_[history_.rank(id)]; }

    [[nodiscard]] bool has(VintageId id) const { return counts_[history_.rank(id)]; }

    [[nodiscard]] std::map<VintageId, Vintage> vintages() const {
        std::map<VintageId, Vintage> all;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (counts_[i]) {
                all.emplace(history_.in_order()[i].id, history_.in_order()[i]);
            }
        }
        return all;
    }

  private:
    const History& history_;
    std::vector<bool> known_;
    std::vector<bool> counts_;
};

// By sheaf: the newest of the vintages that count which printed it. A row that stands by then stood
// in each of them that is not older than itself.
std::unordered_map<RowId, VintageId>
read_editions(Database& db, RowId source, const History& history, const Counted& counted) {
    const Sheaves sheaves(db, source, history);
    std::unordered_map<RowId, VintageId> editions;
    for (const auto& [sheaf, printings] : sheaves.all()) {
        for (const Printing& printing : printings) { // oldest first
            if (counted.has(printing.vintage)) {
                editions[sheaf] = printing.vintage;
            }
        }
    }
    return editions;
}

// Which series are read, and what they are called.
struct Selection {
    const char* where; // of series, with one parameter
    RowId id;
    std::function<SeriesKey(RowId)> key;
};

// Where rows ended, as far as it was known by then.
class Ends {
  public:
    Ends(Database& db, const Selection& selection, const Counted& counted) {
        Cursor cursor(db,
                      std::string("SELECT f.series, f.period, f.first, f.changed, f.until "
                                  "FROM series CROSS JOIN former_end f ON f.series = series.id "
                                  "WHERE ") +
                          selection.where +
                          " ORDER BY f.series, f.period, f.first, f.changed DESC");
        cursor.bind(1, selection.id);
        while (cursor.step()) {
            if (!counted.is_known(cursor.integer(3))) {
                ends_[{cursor.integer(0), cursor.integer(1), cursor.integer(2)}] =
                    cursor.integer(4);
            }
        }
    }

    [[nodiscard]] std::optional<VintageId>
    of(RowId series, RowId period, VintageId first, std::optional<VintageId> until) const {
        if (ends_.empty()) {
            return until;
        }
        const auto found = ends_.find({series, period, first});
        return found == ends_.end() ? until : found->second;
    }

  private:
    std::map<std::tuple<RowId, RowId, VintageId>, VintageId> ends_;
};

// Cells' files and sheets, by the sheet's row.
std::unordered_map<RowId, Origin> read_origins(Database& db, RowId source) {
    Query query(db,
                "SELECT sheet.id, f.sha256, f.name, sheet.name FROM raw_file f "
                "CROSS JOIN sheet ON sheet.file = f.id WHERE f.source = ?");
    query.bind(1, source);
    std::unordered_map<RowId, Origin> origins;
    while (query.executeStep()) {
        origins.emplace(query.getColumn(0).getInt64(),
                        Origin{text_at(query, 1), text_at(query, 2), text_at(query, 3), {}});
    }
    return origins;
}

class Reader {
  public:
    Reader(Database& db,
           RowId source,
           const Selection& selection,
           const History& history,
           const Counted& counted,
           bool now)
        : rows_(db,
                std::string("SELECT o.series, o.period, o.first, o.until, o.value, o.status, "
                            "o.below, o.raw, o.label, o.sheet, o.cell, o.sheaf FROM series "
                            "CROSS JOIN observation o ON o.series = series.id WHERE ") +
                    selection.where + (now ? " AND o.until IS NULL" : "") +
                    " ORDER BY o.series, o.period")
        , history_(history)
        , counted_(counted)
        , key_(selection.key)
        , periods_(db)
        , editions_(read_editions(db, source, history, counted))
        , ends_(db, selection, counted)
        , origins_(read_origins(db, source)) {
        rows_.bind(1, selection.id);
    }

    [[nodiscard]] std::vector<Series> read() {
        std::vector<Series> all;
        RowId series = 0;
        RowId period = 0;
        std::optional<Row> best;
        const auto keep = [&] {
            if (best) {
                keep_standing(series, period, *best, all.back().figures);
                best.reset();
            }
        };
        while (rows_.step()) {
            const RowId row_series = rows_.integer(0);
            const RowId row_period = rows_.integer(1);
            if (row_series != series || row_period != period) {
                keep();
                period = row_period;
            }
            if (row_series != series) {
                series = row_series;
                all.push_back({key_(series), {}});
            }
            const VintageId first = rows_.integer(2);
            const bool newer = !best || history_.rank(best->figure.first) < history_.rank(first);
            if (newer && counted_.has(first)) {
                best = row(first);
            }
        }
        keep();
        return sorted(std::move(all));
    }

  private:
    struct Row {
        std::optional<VintageId> until;
        RowId sheaf = 0;
        Figure figure;
    };

    [[nodiscard]] Row row(VintageId first) const {
        const auto origin = origins_.find(rows_.integer(9));
        if (origin == origins_.end()) {
            damaged("sheet");
        }
        Row row{.until = rows_.integer_or_null(3),
                .sheaf = rows_.integer(11),
                .figure = {.period = periods_.period(rows_.integer(1)),
                           .value = rows_.real_or_null(4),
                           .status = status_of(rows_.text(5)),
                           .below = rows_.real(6),
                           .raw = std::string(rows_.text(7)),
                           .label = std::string(rows_.text(8)),
                           .origin = origin->second,
                           .first = first}};
        row.figure.origin.cell = rows_.text(10);
        return row;
    }

    // Unless it had ended by then.
    void keep_standing(RowId series, RowId period, Row& row, std::vector<Figure>& figures) const {
        const auto until = ends_.of(series, period, row.figure.first, row.until);
        if (until && counted_.has(*until)) {
            return;
        }
        const auto edition = editions_.find(row.sheaf);
        if (edition == editions_.end()) {
            damaged("sheaf");
        }
        row.figure.last = edition->second;
        figures.push_back(std::move(row.figure));
    }

    static std::vector<Series> sorted(std::vector<Series> all) {
        std::erase_if(all, [](const Series& series) { return series.figures.empty(); });
        std::ranges::sort(all, {}, &Series::key);
        for (Series& series : all) {
            std::ranges::sort(series.figures, {}, &Figure::period);
        }
        return all;
    }

    Cursor rows_;
    const History& history_;
    const Counted& counted_;
    std::function<SeriesKey(RowId)> key_;
    Periods periods_;
    std::unordered_map<RowId, VintageId> editions_;
    Ends ends_;
    std::unordered_map<RowId, Origin> origins_;
};

std::vector<Letter>
read_letters(Database& db, RowId source, const AsOf& as_of, const History& history) {
    Query query(db,
                "SELECT member, period, answer, by, why, at FROM letter WHERE source = ? "
                "ORDER BY at, id");
    query.bind(1, source);
    const Periods periods(db);
    const std::string zone = zone_of(db, source);
    std::vector<Letter> letters;
    while (query.executeStep()) {
        Letter letter{.member = text_at(query, 0),
                      .period = periods.period(query.getColumn(1).getInt64()),
                      .answer = text_at(query, 2),
                      .by = text_at(query, 3),
                      .why = text_at(query, 4),
                      .at = instant_at(query, 5)};
        const Day day = local_day(letter.at, zone);
        if ((!as_of.loaded || day <= *as_of.loaded) &&
            (!as_of.published || day <= *as_of.published) &&
            (!as_of.vintage || letter.at <= history.vintage(*as_of.vintage).loaded)) {
            letters.push_back(std::move(letter));
        }
    }
    return letters;
}

Snapshot read(Database& db,
              RowId source,
              std::string_view name,
              const Selection& selection,
              const AsOf& as_of) {
    const History history(db, source, name);
    const Counted counted(history, as_of, zone_of(db, source));
    const bool now = !as_of.published && !as_of.loaded && !as_of.vintage;
    return {.source = std::string(name),
            .series = Reader(db, source, selection, history, counted, now).read(),
            .vintages = counted.vintages(),
            .letters = read_letters(db, source, as_of, history)};
}

} // namespace

Snapshot read_snapshot(Database& db, RowId source, std::string_view name, const AsOf& as_of) {
    const SeriesNames names(db, source);
    return read(db,
                source,
                name,
                {"series.source = ?", source, [&](RowId id) { return names.key(id); }},
                as_of);
}

Snapshot read_series(Database& db, RowId source, const SeriesKey& key, const AsOf& as_of) {
    Query query(db, "SELECT id FROM series WHERE key = ?");
    query.bind(1, to_text(key));
    const RowId id = query.executeStep() ? query.getColumn(0).getInt64() : 0;
    return read(db, source, key.source, {"series.id = ?", id, [&](RowId) { return key; }}, as_of);
}

std::vector<SeriesKey> read_series_keys(Database& db, RowId source) {
    Query query(db,
                "SELECT key FROM series WHERE source = ? AND EXISTS (SELECT 1 FROM observation o "
                "WHERE o.series = series.id AND o.until IS NULL) ORDER BY key");
    query.bind(1, source);
    std::vector<SeriesKey> all;
    while (query.executeStep()) {
        if (auto key = parse_series(text_at(query, 0))) {
            all.push_back(std::move(*key));
        }
    }
    return all;
}

} // namespace tidemark::load
