#include "pipeline/load/snapshot.hpp"

#include "pipeline/load/history.hpp"

#include <algorithm>

namespace tidemark::load {
namespace {

// The vintages that count on the day asked for.
class Counted {
  public:
    Counted(const History& history, const AsOf& as_of, const std::string& zone)
        : history_(history)
        , counts_(history.in_order().size(), true) {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const Vintage& vintage = history.in_order()[i];
            counts_[i] = (!as_of.vintage || i <= history.rank(*as_of.vintage)) &&
                         (!as_of.published || vintage.published <= *as_of.published) &&
                         (!as_of.loaded || local_day(vintage.loaded, zone) <= *as_of.loaded);
        }
    }

    [[nodiscard]] bool has(VintageId id) const { return counts_[history_.rank(id)]; }

    // The newest that counts, at or before `last`. Requires: has(first).
    [[nodiscard]] VintageId edition(VintageId first, VintageId last) const {
        std::size_t place = history_.rank(last);
        const std::size_t least = history_.rank(first);
        while (place > least && !counts_[place]) {
            --place;
        }
        return history_.in_order()[place].id;
    }

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
    std::vector<bool> counts_;
};

struct Row {
    RowId period = 0;
    std::optional<VintageId> until;
    Figure figure;
};

class Reader {
  public:
    Reader(Database& db, RowId source, const History& history, const Counted& counted, bool now)
        : query_(
              db,
              std::string("SELECT o.series, o.period, o.first, o.last, o.until, o.value, "
                          "o.status, o.below, o.raw, o.label, f.sha256, f.name, sheet.name, "
                          "o.cell FROM series CROSS JOIN observation o ON o.series = series.id "
                          "JOIN sheet ON sheet.id = o.sheet JOIN raw_file f ON f.id = sheet.file "
                          "WHERE series.source = ?") +
                  (now ? " AND o.until IS NULL" : "") + " ORDER BY o.series, o.period")
        , history_(history)
        , counted_(counted)
        , names_(db, source)
        , periods_(db) {
        query_.bind(1, source);
    }

    [[nodiscard]] std::vector<Series> read() {
        std::vector<Series> all;
        RowId series = 0;
        std::optional<Row> best;
        const auto keep = [&] {
            if (best && (!best->until || !counted_.has(*best->until))) {
                all.back().figures.push_back(std::move(best->figure));
            }
            best.reset();
        };
        while (query_.executeStep()) {
            const RowId row_series = query_.getColumn(0).getInt64();
            if (best && (row_series != series || query_.getColumn(1).getInt64() != best->period)) {
                keep();
            }
            if (row_series != series) {
                series = row_series;
                all.push_back({names_.key(series), {}});
            }
            const VintageId first = query_.getColumn(2).getInt64();
            const bool newer = !best || history_.rank(best->figure.first) < history_.rank(first);
            if (counted_.has(first) && newer) {
                best = row(first);
            }
        }
        keep();
        return sorted(std::move(all));
    }

  private:
    Row row(VintageId first) {
        const RowId period = query_.getColumn(1).getInt64();
        return {.period = period,
                .until = id_at(query_, 4),
                .figure = {.period = periods_.period(period),
                           .value = number_at(query_, 5),
                           .status = status_at(query_, 6),
                           .below = query_.getColumn(7).getDouble(),
                           .raw = text_at(query_, 8),
                           .label = text_at(query_, 9),
                           .origin = {text_at(query_, 10),
                                      text_at(query_, 11),
                                      text_at(query_, 12),
                                      text_at(query_, 13)},
                           .first = first,
                           .last = counted_.edition(first, query_.getColumn(3).getInt64())}};
    }

    static std::vector<Series> sorted(std::vector<Series> all) {
        std::erase_if(all, [](const Series& series) { return series.figures.empty(); });
        std::ranges::sort(all, {}, &Series::key);
        for (Series& series : all) {
            std::ranges::sort(series.figures, {}, &Figure::period);
        }
        return all;
    }

    Query query_;
    const History& history_;
    const Counted& counted_;
    SeriesNames names_;
    Periods periods_;
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

} // namespace

Snapshot read_snapshot(Database& db, RowId source, std::string_view name, const AsOf& as_of) {
    const History history(db, source, name);
    const Counted counted(history, as_of, zone_of(db, source));
    const bool now = !as_of.published && !as_of.loaded && !as_of.vintage;
    return {.source = std::string(name),
            .series = Reader(db, source, history, counted, now).read(),
            .vintages = counted.vintages(),
            .letters = read_letters(db, source, as_of, history)};
}

} // namespace tidemark::load
