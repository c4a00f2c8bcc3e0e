#include "pipeline/load/verify.hpp"

#include "pipeline/load/connection.hpp"

#include <array>
#include <string>

namespace tidemark::load {
namespace {

// A question whose every row is something wrong; its first column says where.
struct Question {
    std::string_view expected;
    const char* sql;
};

constexpr std::array<Question, 5> questions{{
    {"whole pages and indexes",
     "SELECT integrity_check FROM pragma_integrity_check(10) WHERE integrity_check <> 'ok'"},
    {"a row for every reference",
     "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' to ' || parent "
     "FROM pragma_foreign_key_check LIMIT 10"},
    {"one figure that stands for each series and period",
     "SELECT series.key || ' ' || period.start || '/' || period.\"end\" FROM observation o "
     "JOIN series ON series.id = o.series JOIN period ON period.id = o.period "
     "WHERE o.until IS NULL GROUP BY o.series, o.period HAVING count(*) > 1 LIMIT 10"},
    {"a figure that begins and ends in vintages of its own source",
     "SELECT series.key || ' in vintage ' || vintage.id FROM observation o "
     "JOIN series ON series.id = o.series JOIN vintage ON vintage.id IN (o.first, o.until) "
     "WHERE vintage.source <> series.source LIMIT 10"},
    {"every line of the alert log, numbered without a gap",
     "SELECT count(*) || ' lines, the last is number ' || max(seq) FROM outbox "
     "HAVING count(*) <> coalesce(max(seq), 0)"},
}};

} // namespace

Result<std::vector<Error>> verify_database(const std::filesystem::path& state_dir) {
    const std::filesystem::path file = state_dir / "tidemark.db";
    return open_to_read(file).and_then([&](const std::unique_ptr<Database>& db) {
        return guarded([&]() -> Result<std::vector<Error>> {
            const Reading reading(*db);
            std::vector<Error> wrong;
            for (const Question& question : questions) {
                Query query(*db, question.sql);
                while (query.executeStep()) {
                    wrong.push_back({.fault = Fault::storage,
                                     .code = "verify.database",
                                     .file = file.string(),
                                     .expected = std::string(question.expected),
                                     .found = query.getColumn(0).getString(),
                                     .next = "put a backup in its place"});
                }
            }
            return wrong;
        });
    });
}

} // namespace tidemark::load
