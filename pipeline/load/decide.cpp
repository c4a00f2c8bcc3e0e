#include "pipeline/load/decide.hpp"

#include "pipeline/load/files.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/marks.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {
namespace {

Error refused(const Decision& decision,
              std::string_view code,
              std::string expected,
              std::string found,
              std::string next) {
    return {.fault = Fault::usage,
            .code = std::string(code),
            .source = decision.source,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = std::move(next)};
}

// "members" is short for "hold.members"; nothing, or "*", for every check.
std::string check_name(const std::string& target) {
    if (target.empty() || target == "*") {
        return "*";
    }
    return target.find('.') == std::string::npos ? "hold." + target : target;
}

// The checks that hold the file and can be accepted, of those named ("*": all). One more try is no
// word on checks that nobody has seen yet.
std::vector<std::string> checks_named(const FileRow& row, const std::string& named) {
    std::vector<std::string> checks;
    if (!is_waiting(row)) {
        return checks;
    }
    for (const Error& reason : row.reasons) {
        const bool can = in_quarantine(row) ? checks.empty() : can_be_accepted(reason.code);
        const bool wanted = named == "*" || named == reason.code;
        if (can && wanted && std::ranges::count(checks, reason.code) == 0) {
            checks.push_back(reason.code);
        }
    }
    return checks;
}

Result<void> accept(Database& db, const Decision& decision) {
    const std::string check = check_name(decision.target);
    const auto source = find_source(db, decision.source);
    const auto files = source ? newest_files(read_files(db, *source)) : std::vector<FileRow>{};
    Query insert(db,
                 "INSERT INTO acceptance (source, name, sha256, \"check\", by, why, at) "
                 "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM acceptance "
                 "WHERE source = ?1 AND name = ?2 AND sha256 = ?3 AND \"check\" = ?4 "
                 "AND used IS NULL)"); // said twice is said once
    std::string held;
    for (const FileRow& row : files) {
        if (is_waiting(row) && held.empty()) {
            held = fmt::format("'{}' held for {}", row.file.name, row.reasons.front().code);
        }
        if (row.file.name != decision.file || row.file.sha256 != decision.digest) {
            continue; // what came since the person looked is another release
        }
        const auto checks = checks_named(row, check);
        for (const std::string& name : checks) {
            insert.bind(1, *source);
            insert.bind(2, row.file.name);
            insert.bind(3, row.file.sha256);
            insert.bind(4, name);
            insert.bind(5, decision.by);
            insert.bind(6, decision.why);
            insert.bind(7, to_text(decision.at));
            insert.exec();
            insert.reset();
        }
        if (checks.empty()) {
            continue;
        }
        return {};
    }
    return fail(refused(decision,
                        "accept.nothing",
                        check == "*" ? "that release, held for a check that can be accepted"
                                     : fmt::format("that release, held for {}", check),
                        held.empty() ? "none held" : held,
                        held.empty() ? "see 'tidemark status'"
                                     : fmt::format("mend what it names: only {} and what broke "
                                                   "the parser can be accepted",
                                                   checks_to_accept())));
}

Result<void> write_letter(Database& db, const Decision& decision) {
    if (decision.answer != "refused" && decision.answer != "no-info" &&
        decision.answer != "partly") {
        return fail(refused(decision,
                            "letter.answer",
                            "refused, no-info or partly",
                            fmt::format("'{}'", decision.answer),
                            "write one of the three"));
    }
    if (!decision.period || decision.target.empty()) {
        return fail(refused(decision,
                            "letter.round",
                            "a member and the period that it answers",
                            decision.period ? "no member" : "no period",
                            "name both"));
    }
    Query insert(db,
                 "INSERT INTO letter (source, member, period, answer, by, why, at) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, source_row(db, decision.source));
    insert.bind(2, decision.target);
    insert.bind(3, Periods(db).id(*decision.period));
    insert.bind(4, decision.answer);
    insert.bind(5, decision.by);
    insert.bind(6, decision.why);
    insert.bind(7, to_text(decision.at));
    insert.exec();
    return {};
}

} // namespace

RowId source_row(Database& db, std::string_view name) {
    if (const auto found = find_source(db, name)) {
        return *found;
    }
    Query insert(db, "INSERT INTO source (name, zone) VALUES (?, 'UTC')");
    insert.bind(1, std::string(name));
    insert.exec();
    return db.getLastInsertRowid();
}

Result<void> write_decision(Database& db, const Decision& decision) {
    if (decision.what == "accept") {
        return accept(db, decision);
    }
    if (decision.what == "letter") {
        return write_letter(db, decision);
    }
    if (decision.what == "ack" || decision.what == "silence") {
        write_mark(db, source_row(db, decision.source), decision);
        return {};
    }
    return fail(refused(decision,
                        "decision.unknown",
                        "accept, letter, ack or silence",
                        fmt::format("'{}'", decision.what),
                        "see 'tidemark --help'"));
}

} // namespace tidemark::load
