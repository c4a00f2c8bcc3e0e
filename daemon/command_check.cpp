// tidemark check: every problem in the configuration, and nothing else.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/print.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/files.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <ostream>

namespace tidemark {
namespace {

class CheckCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.texts("FILE", files_, "source files; the whole folder when none is named");
        arguments.flag(
            "--print-defaults", defaults_, "tidemark.toml with every key at its default");
        arguments.flag("--json", json_, "one object");
    }

    int run(const Surroundings& here) override {
        if (defaults_) {
            here.out << config::print_defaults();
            return exit_well;
        }
        std::vector<config::Problem> problems;
        std::size_t sources = 0;
        if (files_.empty()) {
            config::Outcome outcome = load_config(here.folders);
            sources = outcome.config.sources.size();
            problems = std::move(outcome.problems);
        }
        for (const std::string& file : files_) {
            config::Outcome outcome = load_config_file(here.folders, file);
            sources += outcome.config.sources.size();
            std::ranges::move(outcome.problems, std::back_inserter(problems));
        }
        print(here, problems, sources);
        return problems.empty() ? exit_well : exit_usage;
    }

  private:
    void print(const Surroundings& here,
               const std::vector<config::Problem>& problems,
               std::size_t sources) const {
        if (json_) {
            auto list = nlohmann::ordered_json::array();
            for (const config::Problem& problem : problems) {
                list.push_back({{"file", problem.file},
                                {"line", problem.line},
                                {"column", problem.column},
                                {"text", problem.text},
                                {"hint", problem.hint}});
            }
            return print_json(here.out, {{"sources", sources}, {"problems", list}});
        }
        for (const config::Problem& problem : problems) {
            fmt::print(here.err, "{}\n", problem.to_text());
        }
        if (problems.empty()) {
            fmt::print(here.out, "{} source{}, no problems\n", sources, sources == 1 ? "" : "s");
        } else {
            fmt::print(
                here.err, "{} problem{}\n", problems.size(), problems.size() == 1 ? "" : "s");
        }
    }

    std::vector<std::string> files_;
    bool defaults_ = false;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_check() {
    return std::make_unique<CheckCommand>();
}

} // namespace tidemark
