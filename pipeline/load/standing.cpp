#include "pipeline/load/standing.hpp"

#include "pipeline/load/files.hpp"
#include "pipeline/load/history.hpp"
#include "pipeline/load/hold_checks.hpp"
#include "pipeline/load/sheaves.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tidemark::load {

std::vector<Standing> read_standing(Database& db, RowId source) {
    const SeriesNames names(db, source);
    const Periods periods(db);
    const History history(db, source, "");
    const Sheaves sheaves(db, source, history);
    std::map<RowId, std::string> files; // by id
    for (FileRow& row : read_files(db, source)) {
        files.emplace(row.id, std::move(row.file.name));
    }
    Query query(db,
                "SELECT o.series, o.period, o.value, o.sheaf FROM series CROSS JOIN observation o "
                "ON o.series = series.id WHERE series.source = ? AND o.until IS NULL");
    query.bind(1, source);
    std::vector<Standing> all;
    while (query.executeStep()) {
        all.push_back({.dims = names.key(query.getColumn(0).getInt64()).dims,
                       .period = periods.period(query.getColumn(1).getInt64()),
                       .value = number_at(query, 2),
                       .file = files.at(sheaves.of(query.getColumn(3).getInt64()).back().file)});
    }
    return all;
}

std::vector<const Standing*> replaced_by(const ParsedFile& file,
                                         const std::vector<Observation>& figures,
                                         const std::vector<std::string>& names,
                                         bool folder,
                                         const std::vector<Standing>& standing) {
    const std::vector<Period> periods = periods_of(figures);
    std::set<std::pair<Dims, Period>> printed;
    for (const Observation& figure : figures) {
        if (folder) {
            printed.emplace(file.series.at(figure.series), figure.period);
        }
    }
    std::vector<const Standing*> replaced;
    for (const Standing& each : standing) {
        const bool goes = !folder || std::ranges::count(names, each.file) > 0 ||
                          printed.contains({each.dims, each.period});
        if (goes && std::ranges::binary_search(periods, each.period)) {
            replaced.push_back(&each);
        }
    }
    return replaced;
}

} // namespace tidemark::load
