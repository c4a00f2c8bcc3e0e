// Requests: decisions that people leave for the one writer.
//
// A decision made while the daemon runs is a file in STATE/requests, written whole and renamed into
// place; the writer applies each and removes it. Without a running daemon the command takes the
// state lock and applies it itself, where its user may. A request that cannot be read is set aside
// as *.refused. Applied and removed are two steps: a crash between them applies a decision twice,
// which the Store takes as one (same time, same person, same target). Thread: settle_requests() the
// writer; the others any process. Fails: storage, locked.
#pragma once

#include "daemon/folders.hpp"
#include "daemon/logging.hpp"
#include "pipeline/ports.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// JSON; decision_from is its inverse. Fails: malformed.
[[nodiscard]] std::string to_json(const Decision& decision);
[[nodiscard]] Result<Decision> decision_from(std::string_view json);

enum class Handed { applied, left_for_the_daemon };

[[nodiscard]] Result<Handed> hand_in(const Folders& folders, const Decision& decision);

[[nodiscard]] Result<void> leave_request(const std::filesystem::path& requests,
                                         const Decision& decision);

// Applies all that wait, oldest first. The sources they name, which are to be looked at now.
[[nodiscard]] Result<std::vector<std::string>>
settle_requests(const std::filesystem::path& requests, Store& store, Log& log);

} // namespace tidemark
