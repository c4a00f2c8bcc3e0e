#include "pipeline/load/revisions.hpp"

#include "pipeline/load/history.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tidemark::load {
namespace {

// One row of observation.
struct Version {
    std::optional<VintageId> until;
    Figure figure;
};

// Only what ever ended: a figure that always stood has no revision.
constexpr const char* rows_that_ended =
    "SELECT o.series, o.period, o.first, o.until, o.value, o.status, o.below, o.raw, o.label, "
    "f.sha256, f.name, sheet.name, o.cell FROM series CROSS JOIN observation o "
    "ON o.series = series.id JOIN sheet ON sheet.id = o.sheet "
    "JOIN raw_file f ON f.id = sheet.file WHERE series.source = ?1 AND EXISTS "
    "(SELECT 1 FROM observation e WHERE e.series = o.series AND e.period = o.period "
    "AND e.until IS NOT NULL) ORDER BY o.series, o.period";

class Reader {
  public:
    Reader(Database& db, RowId source, std::string_view name)
        : query_(db, rows_that_ended)
        , history_(db, source, name)
        , names_(db, source)
        , periods_(db) {
        query_.bind(1, source);
    }

    [[nodiscard]] std::vector<Revision> read() {
        std::pair<RowId, RowId> place{0, 0}; // series and period
        std::vector<Version> chain;
        while (query_.executeStep()) {
            const std::pair here{query_.getColumn(0).getInt64(), query_.getColumn(1).getInt64()};
            if (here != place) {
                tell(place.first, std::exchange(chain, {}));
                place = here;
            }
            chain.push_back(version());
        }
        tell(place.first, std::move(chain));
        std::ranges::sort(all_, {}, [&](const Revision& revision) {
            return std::tuple(history_.rank(revision.vintage), revision.series, revision.period);
        });
        return std::move(all_);
    }

  private:
    Version version() {
        return {.until = id_at(query_, 3),
                .figure = {.period = periods_.period(query_.getColumn(1).getInt64()),
                           .value = number_at(query_, 4),
                           .status = status_of(view_at(query_, 5)),
                           .below = query_.getColumn(6).getDouble(),
                           .raw = text_at(query_, 7),
                           .label = text_at(query_, 8),
                           .origin = {text_at(query_, 9),
                                      text_at(query_, 10),
                                      text_at(query_, 11),
                                      text_at(query_, 12)},
                           .first = query_.getColumn(2).getInt64(),
                           .last = query_.getColumn(2).getInt64()}};
    }

    void tell(RowId series, std::vector<Version> chain) {
        std::ranges::sort(
            chain, {}, [&](const Version& v) { return history_.rank(v.figure.first); });
        for (std::size_t i = 0; i < chain.size(); ++i) {
            const Version* next = i + 1 < chain.size() ? &chain[i + 1] : nullptr;
            if (!chain[i].until) {
                continue;
            }
            if (next == nullptr || *chain[i].until != next->figure.first) {
                add(series, Revision::Kind::removed, *chain[i].until, chain[i].figure, nullptr);
            }
            const bool at_once = next != nullptr && *chain[i].until == next->figure.first;
            // An equal version resumes where an older edition was put between.
            if (next != nullptr && !(at_once && says_the_same(chain[i].figure, next->figure))) {
                add(series,
                    at_once ? Revision::Kind::revised : Revision::Kind::returned,
                    next->figure.first,
                    chain[i].figure,
                    &next->figure);
            }
        }
    }

    void add(RowId series,
             Revision::Kind kind,
             VintageId vintage,
             const Figure& before,
             const Figure* now) {
        const bool ours = history_.vintage(vintage).cause == Cause::reread;
        all_.push_back({.kind = ours ? Revision::Kind::reread : kind,
                        .series = names_.key(series),
                        .period = before.period,
                        .vintage = vintage,
                        .before = before,
                        .now = now != nullptr ? std::optional(*now) : std::nullopt});
    }

    Query query_;
    const History history_;
    const SeriesNames names_;
    const Periods periods_;
    std::vector<Revision> all_;
};

} // namespace

std::vector<Revision> read_revisions(Database& db, RowId source, std::string_view name) {
    return Reader(db, source, name).read();
}

} // namespace tidemark::load
