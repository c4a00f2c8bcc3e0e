// Command: one word after `tidemark`. A file each (command_*.cpp) and a line in the table of
// commands.cpp.
//
// A Command holds its options between options() and run(). Thread: one. Exit codes: 0 well, 1
// something was held, refused or failed, 2 usage or configuration; `daemon` also 74 and 78.
#pragma once

#include "config/load.hpp"
#include "daemon/folders.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/ports.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

namespace tidemark {

class Arguments;

constexpr int exit_well = 0;
constexpr int exit_not_well = 1;
constexpr int exit_usage = 2;
constexpr int exit_storage = 74; // EX_IOERR
constexpr int exit_config = 78;  // EX_CONFIG

enum class Colours { no, yes };

// What a command is given. The streams and the clock outlive it.
struct Surroundings {
    Folders folders;
    std::ostream& out;
    std::ostream& err;
    const Clock& clock;
    Colours colours = Colours::no; // whether `out` shows them
};

class Command {
  public:
    virtual ~Command() = default;
    virtual void options(Arguments& arguments) = 0;
    [[nodiscard]] virtual int run(const Surroundings& here) = 0;
};

struct CommandRow {
    std::string_view name;
    std::string_view summary;
    std::unique_ptr<Command> (*make)();
};

// Says the error on one line of `here.err`. The exit code for its fault.
int complain(const Surroundings& here, const Error& error);

// What could not be read on the command line is the operator's to mend, whatever it was to the
// reader.
[[nodiscard]] inline Error usage(Error error) {
    error.fault = Fault::usage;
    return error;
}

// The configuration, or every problem on `here.err` and nothing.
[[nodiscard]] std::optional<config::Config> read_config(const Surroundings& here);

// The source of that id. Fails: usage, naming the nearest id.
[[nodiscard]] Result<const Source*> find_source(const config::Config& config, std::string_view id);

} // namespace tidemark
