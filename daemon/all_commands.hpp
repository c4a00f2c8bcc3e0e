// The makers of all commands, for the table in commands.cpp.
#pragma once

#include "daemon/command.hpp"

#include <memory>

namespace tidemark {

[[nodiscard]] std::unique_ptr<Command> make_daemon();
[[nodiscard]] std::unique_ptr<Command> make_run();
[[nodiscard]] std::unique_ptr<Command> make_check();
[[nodiscard]] std::unique_ptr<Command> make_sheets();
[[nodiscard]] std::unique_ptr<Command> make_cells();
[[nodiscard]] std::unique_ptr<Command> make_try();
[[nodiscard]] std::unique_ptr<Command> make_schedule();
[[nodiscard]] std::unique_ptr<Command> make_status();
[[nodiscard]] std::unique_ptr<Command> make_alerts();
[[nodiscard]] std::unique_ptr<Command> make_explain();
[[nodiscard]] std::unique_ptr<Command> make_values();
[[nodiscard]] std::unique_ptr<Command> make_revisions();
[[nodiscard]] std::unique_ptr<Command> make_diff();
[[nodiscard]] std::unique_ptr<Command> make_replay();
[[nodiscard]] std::unique_ptr<Command> make_backfill();
[[nodiscard]] std::unique_ptr<Command> make_roster();
[[nodiscard]] std::unique_ptr<Command> make_accept();
[[nodiscard]] std::unique_ptr<Command> make_codelist();
[[nodiscard]] std::unique_ptr<Command> make_ack();
[[nodiscard]] std::unique_ptr<Command> make_silence();
[[nodiscard]] std::unique_ptr<Command> make_verify();

} // namespace tidemark
