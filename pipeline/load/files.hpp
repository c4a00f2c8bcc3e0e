// files: the raw_file table: what was served, what became of it, what it printed when let in.
#pragma once

#include "pipeline/load/history.hpp"
#include "pipeline/load/rows.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/ports.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tidemark::load {

// Codes a file prints, by dimension.
using Codes = std::map<std::string, std::set<std::string>>;

// An edition that a person brought (Release::older) was served to no pass: it is never the newest,
// whatever its name.
constexpr std::int64_t look_of_older_editions = 0;

struct FileRow {
    RowId id = 0; // 0: not in the database yet
    RawFile file{};
    Day published{};       // the publisher's, else first seen
    std::int64_t look = 0; // the pass to which these bytes were served; reading again moves it not
    KnownFile::Outcome outcome = KnownFile::Outcome::held;
    std::vector<Error> reasons{};
    std::optional<VintageId> vintage{}; // that last took it in
    std::string member{};
    std::int64_t observations = 0;
    Codes codes{};
    std::vector<Period> periods{}; // it prints, as last let in; kept among the codes of "period"
    // Choices of the layout that leave figures out of it; not known of rows written before they
    // were kept. Kept there too.
    std::optional<std::set<std::string>> choices{};
    std::int64_t records = 0; // rows that its figures count; 0: it counts none. Kept there too
};

// Whether a person is waited for: held or refused, and nothing later was let in.
[[nodiscard]] bool is_waiting(const FileRow& row);

// All files of a source, oldest look first.
[[nodiscard]] std::vector<FileRow> read_files(Database& db, RowId source);

// Waits no longer, and never made a figure: it is as if it had not been served.
[[nodiscard]] bool is_dropped(const FileRow& row);

// The newest under each name: those that count now.
[[nodiscard]] std::vector<FileRow> newest_files(const std::vector<FileRow>& files);

// Those behind them, let in once, that printed last a figure which still stands.
[[nodiscard]] std::vector<FileRow>
files_behind(Database& db, RowId source, const std::vector<FileRow>& files, const History& history);

// Inserts or updates by (source, name, sha256); sets row.id.
void write_file_row(Database& db, RowId source, FileRow& row);

// A file seen again, not parsed: how it was served this time.
void touch_file(Database& db, RowId source, const RawFile& file);

// A later edition was let in: what was held or refused before that look no longer waits.
void supersede_waiting(Database& db, RowId source, std::int64_t look);

// A file that never was let in has left its folder: it no longer waits.
void supersede_gone(Database& db, RowId source, const std::string& name);

// It broke the parser or its limits ("parse...."): it is not tried again by itself.
[[nodiscard]] bool in_quarantine(const FileRow& row);

// Acceptances not used up: file, digest and check.
struct Waiting {
    RowId id = 0;
    std::string name;
    std::string sha256;
    std::string check;
};

[[nodiscard]] std::vector<Waiting> acceptances(Database& db, RowId source);

// The file was let in: whatever was accepted of it is used up, so that none of it counts for what
// we make of these bytes later.
void use_up_acceptances(Database& db, RowId source, const FileRow& row);

} // namespace tidemark::load
