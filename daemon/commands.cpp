#include "daemon/commands.hpp"

#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <ostream>
#include <utility>

namespace tidemark {
namespace {

constexpr std::array<CommandRow, 21> table{{
    {"daemon", "run the schedule in the foreground, for systemd", make_daemon},
    {"run", "one pass over all enabled (or the named) sources now", make_run},
    {"check", "every problem in the configuration", make_check},
    {"sheets", "the sheets of a file, as the program sees them", make_sheets},
    {"cells", "the cells of a sheet, as the program sees them", make_cells},
    {"try", "what a file would give: figures, holds, alerts; writes nothing", make_try},
    {"schedule", "the next runs and why", make_schedule},
    {"status", "health of every source, age of the last success", make_status},
    {"alerts", "the history of the alert log", make_alerts},
    {"explain", "an alert: rule, numbers, who is left out, every cell read again", make_explain},
    {"values", "the figures of a series", make_values},
    {"revisions", "what editions changed, took away and brought back", make_revisions},
    {"diff", "two vintages of a source, figure by figure", make_diff},
    {"replay", "what the rules would have said of past editions", make_replay},
    {"backfill", "take an older edition of a publication in", make_backfill},
    {"roster", "who has answered; --set records an answer that came as a letter", make_roster},
    {"accept", "let one held release in, once", make_accept},
    {"verify", "alert log, database and archive agree, figure by figure", make_verify},
    {"ack", "a person has seen an alert", make_ack},
    {"silence", "hold the lines of a source, a rule or an alert back until a day", make_silence},
    {"codelist", "add writes an alias into a codelist", make_codelist},
}};

// On a terminal, unless somebody said no (no-color.org) or it knows no colours.
Colours colours_of(const Environment& environment, const std::ostream& out) {
    const auto said = [&](const char* name) { return environment(name).value_or(""); };
    const bool terminal = &out == &std::cout && isatty(STDOUT_FILENO) == 1;
    return terminal && said("NO_COLOR").empty() && said("TERM") != "dumb" ? Colours::yes
                                                                          : Colours::no;
}

// What the command line chose.
struct Chosen {
    std::string_view name;
    std::unique_ptr<Command> command;
    CLI::App* app = nullptr;
};

} // namespace

std::span<const CommandRow> command_table() {
    return table;
}

int run_command_line(std::vector<std::string> arguments,
                     const Environment& environment,
                     std::ostream& out,
                     std::ostream& err) {
    CLI::App app("Tidemark watches published statistics.", "tidemark");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", fmt::format("tidemark {}", version()));
    FolderOptions folders;
    app.add_option("--config-dir", folders.config, "configuration folder");
    app.add_option("--state-dir", folders.state, "state folder");
    app.add_option("--log-dir", folders.log, "folder of the alert log");

    std::vector<Chosen> choices;
    for (const CommandRow& row : command_table()) {
        Chosen chosen{.name = row.name, .command = row.make(), .app = nullptr};
        chosen.app = app.add_subcommand(std::string(row.name), std::string(row.summary));
        Arguments declared(*chosen.app);
        chosen.command->options(declared);
        choices.push_back(std::move(chosen));
    }
    try {
        std::ranges::reverse(arguments); // as CLI11 wants them
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return app.exit(error, out, err) == 0 ? exit_well : exit_usage;
    }
    const SystemClock clock;
    const Surroundings here{
        choose_folders(folders, environment), out, err, clock, colours_of(environment, out)};
    const auto chosen =
        std::ranges::find_if(choices, [](const Chosen& choice) { return choice.app->parsed(); });
    return chosen->command->run(here);
}

int complain(const Surroundings& here, const Error& error) {
    const std::string_view colon = error.source.empty() ? "" : ": ";
    fmt::print(here.err, "tidemark: {}{}{}\n", error.source, colon, error.to_text());
    return error.fault == Fault::usage ? exit_usage : exit_not_well;
}

std::optional<config::Config> read_config(const Surroundings& here) {
    config::Outcome outcome = load_config(here.folders);
    if (outcome.problems.empty()) {
        return std::move(outcome.config);
    }
    for (const config::Problem& problem : outcome.problems) {
        fmt::print(here.err, "{}\n", problem.to_text());
    }
    return std::nullopt;
}

Result<const Source*> find_source(const config::Config& config, std::string_view id) {
    const auto found = std::ranges::find(config.sources, id, &Source::id);
    if (found != config.sources.end()) {
        return &*found;
    }
    std::vector<std::string> ids;
    for (const Source& source : config.sources) {
        ids.push_back(source.id);
    }
    const auto near = nearest(id, ids, 3);
    return fail({.fault = Fault::usage,
                 .code = "usage.source",
                 .expected = "the id of a source",
                 .found = fmt::format("'{}'", id),
                 .next = near.empty() ? "add it to sources.d/"
                                      : fmt::format("did you mean {}?", join(near, ", "))});
}

} // namespace tidemark
