#include "pipeline/load/files.hpp"

#include "pipeline/load/cursor.hpp"
#include "pipeline/load/sheaves.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace tidemark::load {
namespace {

using nlohmann::json;

constexpr std::array outcomes = {"loaded", "held", "refused", "superseded"};

KnownFile::Outcome outcome_at(Query& query, int column) {
    const auto found = std::ranges::find(outcomes, view_at(query, column));
    if (found == outcomes.end()) {
        damaged("outcome");
    }
    return static_cast<KnownFile::Outcome>(found - outcomes.begin());
}

json to_json(const Error& error) {
    return {{"fault", static_cast<int>(error.fault)},
            {"code", error.code},
            {"source", error.source},
            {"file", error.file},
            {"sheet", error.sheet},
            {"cell", error.cell},
            {"expected", error.expected},
            {"found", error.found},
            {"next", error.next}};
}

Error error_of(const json& j) {
    return {.fault = static_cast<Fault>(j.at("fault").get<int>()),
            .code = j.at("code"),
            .source = j.at("source"),
            .file = j.at("file"),
            .sheet = j.at("sheet"),
            .cell = j.at("cell"),
            .expected = j.at("expected"),
            .found = j.at("found"),
            .next = j.at("next")};
}

// Text from a publisher's file may not be UTF-8: it is stored as it can be read.
std::string dump(const json& j) {
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string reasons_text(const std::vector<Error>& reasons) {
    json all = json::array();
    for (const Error& reason : reasons) {
        all.push_back(to_json(reason));
    }
    return dump(all);
}

std::vector<Error> reasons_at(Query& query, int column) {
    try {
        std::vector<Error> reasons;
        for (const json& j : json::parse(view_at(query, column))) {
            reasons.push_back(error_of(j));
        }
        return reasons;
    } catch (const json::exception&) {
        damaged("reason");
    }
}

Codes codes_at(Query& query, int column) {
    try {
        return json::parse(view_at(query, column)).get<Codes>();
    } catch (const json::exception&) {
        damaged("list of codes");
    }
}

// No dimension is called so: it is what the configuration calls the period among them.
constexpr const char* period_dim = "period";
constexpr const char* records_dim = "counted rows"; // no id has a blank
constexpr const char* choices_dim = "left out by";

Codes with_the_rest(const FileRow& row) {
    Codes codes = row.codes;
    for (const Period& period : row.periods) {
        codes[period_dim].insert(to_text(period));
    }
    if (row.records > 0) {
        codes[records_dim].insert(std::to_string(row.records));
    }
    if (row.choices) {
        codes[choices_dim] = *row.choices;
    }
    return codes;
}

void take_choices(FileRow& row) {
    if (auto found = row.codes.extract(choices_dim); !found.empty()) {
        row.choices = std::move(found.mapped());
    }
}

void take_records(FileRow& row) {
    const auto found = row.codes.find(records_dim);
    if (found == row.codes.end()) {
        return;
    }
    const std::string text = found->second.empty() ? "" : *found->second.begin();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row.records);
    if (error != std::errc{} || end != text.data() + text.size()) {
        damaged("number of rows");
    }
    row.codes.erase(found);
}

void take_periods(FileRow& row) {
    const auto found = row.codes.find(period_dim);
    if (found == row.codes.end()) {
        return; // written before periods were
    }
    for (const std::string& text : found->second) {
        const auto period = parse_period(text);
        if (!period) {
            damaged("list of periods");
        }
        row.periods.push_back(*period);
    }
    std::ranges::sort(row.periods);
    row.codes.erase(found);
}

void bind_row(Query& query, RowId source, const FileRow& row) {
    const RawFile& file = row.file;
    query.bind(1, source);
    query.bind(2, file.name);
    query.bind(3, file.sha256);
    query.bind(4, file.url);
    query.bind(5, file.etag);
    query.bind(6, file.last_modified);
    query.bind(7, static_cast<std::int64_t>(file.size));
    query.bind(8, to_text(file.fetched));
    query.bind(9, file.parser);
    query.bind(10, day_text(row.published));
    query.bind(11, row.look);
    query.bind(12, std::string(outcomes.at(static_cast<std::size_t>(row.outcome))));
    query.bind(13, reasons_text(row.reasons));
    put(query, 14, row.vintage);
    query.bind(15, row.member);
    query.bind(16, row.observations);
    query.bind(17, dump(json(with_the_rest(row))));
}

} // namespace

bool is_waiting(const FileRow& row) {
    return row.outcome == KnownFile::Outcome::held || row.outcome == KnownFile::Outcome::refused;
}

bool is_dropped(const FileRow& row) {
    return row.outcome == KnownFile::Outcome::superseded && !row.vintage;
}

std::vector<FileRow> read_files(Database& db, RowId source) {
    Query query(db,
                "SELECT id, name, sha256, url, etag, last_modified, size, fetched, parser, "
                "published, look, outcome, reasons, vintage, member, observations, codes "
                "FROM raw_file WHERE source = ? ORDER BY look, id");
    query.bind(1, source);
    std::vector<FileRow> rows;
    while (query.executeStep()) {
        FileRow row{.id = query.getColumn(0).getInt64()};
        row.file = {.sha256 = text_at(query, 2),
                    .name = text_at(query, 1),
                    .url = text_at(query, 3),
                    .etag = text_at(query, 4),
                    .last_modified = text_at(query, 5),
                    .size = static_cast<std::uint64_t>(query.getColumn(6).getInt64()),
                    .fetched = instant_at(query, 7),
                    .parser = text_at(query, 8)};
        row.published = day_at(query, 9);
        row.look = query.getColumn(10).getInt64();
        row.outcome = outcome_at(query, 11);
        row.reasons = reasons_at(query, 12);
        row.vintage = id_at(query, 13);
        row.member = text_at(query, 14);
        row.observations = query.getColumn(15).getInt64();
        row.codes = codes_at(query, 16);
        take_records(row);
        take_choices(row);
        take_periods(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<FileRow> newest_files(const std::vector<FileRow>& files) {
    std::map<std::pair<std::string, std::string>, const FileRow*> newest;
    for (const FileRow& row : files) { // oldest look first
        const bool older = row.look == look_of_older_editions;
        newest[{row.file.name, older ? row.file.sha256 : std::string()}] = &row;
    }
    std::vector<FileRow> rows;
    rows.reserve(newest.size());
    for (const auto& [name, row] : newest) {
        rows.push_back(*row);
    }
    return rows;
}

std::vector<FileRow> files_behind(Database& db,
                                  RowId source,
                                  const std::vector<FileRow>& files,
                                  const History& history) {
    std::map<RowId, FileRow> behind;
    for (const FileRow& row : files) {
        if (row.vintage) {
            behind.emplace(row.id, row);
        }
    }
    for (const FileRow& row : newest_files(files)) {
        behind.erase(row.id);
    }
    std::unordered_map<RowId, RowId> printer; // of the sheaves that they printed last
    const Sheaves sheaves(db, source, history);
    for (const auto& [sheaf, printings] : sheaves.all()) {
        if (behind.contains(printings.back().file)) {
            printer.emplace(sheaf, printings.back().file);
        }
    }
    std::erase_if(behind, [&](const auto& row) {
        return std::ranges::none_of(printer,
                                    [&](const auto& sheaf) { return sheaf.second == row.first; });
    });
    std::vector<FileRow> rows;
    if (behind.empty()) {
        return rows;
    }
    Cursor cursor(db,
                  "SELECT o.sheaf FROM series CROSS JOIN observation o ON o.series = series.id "
                  "WHERE series.source = ? AND o.until IS NULL");
    cursor.bind(1, source);
    while (!behind.empty() && cursor.step()) {
        const auto found = printer.find(cursor.integer(0));
        if (found != printer.end() && behind.contains(found->second)) {
            rows.push_back(std::move(behind.extract(found->second).mapped()));
        }
    }
    return rows;
}

void write_file_row(Database& db, RowId source, FileRow& row) {
    Query write(db,
                "INSERT INTO raw_file (source, name, sha256, url, etag, last_modified, size, "
                "fetched, parser, published, look, outcome, reasons, vintage, member, "
                "observations, codes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (source, name, sha256) DO UPDATE SET url = excluded.url, "
                "etag = excluded.etag, last_modified = excluded.last_modified, "
                "fetched = excluded.fetched, parser = excluded.parser, "
                "published = excluded.published, look = excluded.look, "
                "outcome = excluded.outcome, reasons = excluded.reasons, "
                "vintage = excluded.vintage, member = excluded.member, "
                "observations = excluded.observations, codes = excluded.codes RETURNING id");
    bind_row(write, source, row);
    while (write.executeStep()) {
        row.id = write.getColumn(0).getInt64();
    }
}

void touch_file(Database& db, RowId source, const RawFile& file) {
    Query touch(db,
                "UPDATE raw_file SET url = ?, etag = ?, last_modified = ? "
                "WHERE source = ? AND name = ? AND sha256 = ?");
    touch.bind(1, file.url);
    touch.bind(2, file.etag);
    touch.bind(3, file.last_modified);
    touch.bind(4, source);
    touch.bind(5, file.name);
    touch.bind(6, file.sha256);
    touch.exec();
}

void supersede_waiting(Database& db, RowId source, std::int64_t look) {
    Query update(db,
                 "UPDATE raw_file SET outcome = 'superseded' "
                 "WHERE source = ? AND outcome IN ('held', 'refused') AND look < ? "
                 "AND look > 0"); // an older edition waits on
    update.bind(1, source);
    update.bind(2, look);
    update.exec();
}

void supersede_gone(Database& db, RowId source, const std::string& name) {
    Query update(db,
                 "UPDATE raw_file SET outcome = 'superseded' "
                 "WHERE source = ? AND outcome IN ('held', 'refused') AND vintage IS NULL "
                 "AND name = ?");
    update.bind(1, source);
    update.bind(2, name);
    update.exec();
}

bool in_quarantine(const FileRow& row) {
    return row.outcome != KnownFile::Outcome::loaded && !row.reasons.empty() &&
           row.reasons.front().code.starts_with("parse.");
}

void use_up_acceptances(Database& db, RowId source, const FileRow& row) {
    Query use(db,
              "UPDATE acceptance SET used = ? "
              "WHERE source = ? AND name = ? AND sha256 = ? AND used IS NULL");
    put(use, 1, row.vintage);
    use.bind(2, source);
    use.bind(3, row.file.name);
    use.bind(4, row.file.sha256);
    use.exec();
}

std::vector<Waiting> acceptances(Database& db, RowId source) {
    Query query(db,
                "SELECT id, name, sha256, \"check\" FROM acceptance "
                "WHERE source = ? AND used IS NULL ORDER BY id");
    query.bind(1, source);
    std::vector<Waiting> waiting;
    while (query.executeStep()) {
        waiting.push_back({query.getColumn(0).getInt64(),
                           text_at(query, 1),
                           text_at(query, 2),
                           text_at(query, 3)});
    }
    return waiting;
}

} // namespace tidemark::load
