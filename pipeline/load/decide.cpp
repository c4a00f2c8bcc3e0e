#include "pipeline/load/decide.hpp"

#include "pipeline/load/files.hpp"
#include "pipeline/load/hold.hpp"

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

bool waits_for(const FileRow& row, const std::string& check) {
    if (in_quarantine(row)) {
        return check == "*" || row.reasons.front().code == check;
    }
    return row.outcome == KnownFile::Outcome::held &&
           std::ranges::any_of(row.reasons, [&](const Error& reason) {
               return can_be_accepted(reason.code) && (check == "*" || reason.code == check);
           });
}

Result<void> accept(Database& db, const Decision& decision) {
    const std::string check = check_name(decision.target);
    const auto source = find_source(db, decision.source);
    const auto files = source ? newest_files(read_files(db, *source)) : std::vector<FileRow>{};
    Query insert(db,
                 "INSERT INTO acceptance (source, sha256, \"check\", by, why, at) "
                 "VALUES (?, ?, ?, ?, ?, ?)");
    std::string held;
    for (const FileRow& row : files) {
        if (is_waiting(row) && held.empty()) {
            held = fmt::format("'{}' held for {}", row.file.name, row.reasons.front().code);
        }
        if (row.file.sha256 != decision.digest || !waits_for(row, check)) {
            continue; // what came since the person looked is another release
        }
        insert.bind(1, *source);
        insert.bind(2, row.file.sha256);
        // One more try is no word on checks that nobody has seen yet.
        insert.bind(3, in_quarantine(row) ? row.reasons.front().code : check);
        insert.bind(4, decision.by);
        insert.bind(5, decision.why);
        insert.bind(6, to_text(decision.at));
        insert.exec();
        return {};
    }
    return fail(refused(decision,
                        "accept.nothing",
                        check == "*" ? "that release, held for a check that can be accepted"
                                     : fmt::format("that release, held for {}", check),
                        held.empty() ? "none held" : held,
                        held.empty() ? "see 'tidemark status'"
                                     : "mend what it names: only members, adds_up, shrink, "
                                       "lost_cols, new_cols and what broke the parser can be "
                                       "accepted"));
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
    return fail(refused(decision,
                        "decision.unknown",
                        "accept or letter",
                        fmt::format("'{}'", decision.what),
                        "see 'tidemark --help'"));
}

} // namespace tidemark::load
