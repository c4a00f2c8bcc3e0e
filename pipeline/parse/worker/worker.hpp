// worker: the child process that reads files nobody here has checked.
//
// The parent spawns its own program (posix_spawn, never fork from a threaded process) as
// `tidemark parse-child`, hands it the job on one descriptor and reads a checked, versioned answer
// from a pipe. The child sets its own limits before it looks at the first byte of the file.
// A child that dies, lies or runs into a limit is one clear error; nothing else is disturbed.
// Thread: any; each call has its own child.
#pragma once

#include "pipeline/model/limits.hpp"
#include "pipeline/model/outline.hpp"
#include "pipeline/model/trace.hpp"
#include "pipeline/ports.hpp"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace tidemark::parse {

using tidemark::RoomLimits;

// Parses and reads in a child. `program`: path of the executable ("/proc/self/exe" by default).
// `stop`: asked to stop, a running child is killed at once and its call fails as unavailable.
// Fails: malformed (parse.child: it died or lied), limit (parse.memory, parse.cpu, parse.time,
//        parse.answer), unavailable (parse.spawn, parse.stopped, parse.limits, parse.lock,
//        parse.job), and what read and layout report.
[[nodiscard]] std::unique_ptr<Parser> make_child_parser(RoomLimits limits,
                                                        std::string program = "/proc/self/exe",
                                                        std::stop_token stop = {});

// Parser::read of a child, of which only the cells of `area` come back.
[[nodiscard]] Result<Workbook> cells_in_child(const RoomLimits& limits,
                                              std::string_view name,
                                              std::string_view bytes,
                                              const Read& how,
                                              const Area& area,
                                              std::string program = "/proc/self/exe");

// What sheets the file has, read as by Parser::read of a child; its cells do not come back.
[[nodiscard]] Result<Outline> outline_in_child(const RoomLimits& limits,
                                               std::string_view name,
                                               std::string_view bytes,
                                               const Read& how,
                                               std::string program = "/proc/self/exe");

// Parser::parse of a child, and what the cells of `area` were taken for.
[[nodiscard]] Result<Traced> trace_in_child(const RoomLimits& limits,
                                            const RawFile& file,
                                            std::string_view bytes,
                                            const Recipe& recipe,
                                            const Area& area,
                                            std::string program = "/proc/self/exe");

// Parses and reads in this process: for tests and benchmarks.
[[nodiscard]] std::unique_ptr<Parser> make_local_parser();

// The child's main: job on descriptor `in`, answer on `out`. Returns the exit code.
[[nodiscard]] int run_child(int in, int out);

} // namespace tidemark::parse
