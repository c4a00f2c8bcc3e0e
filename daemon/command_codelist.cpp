// tidemark codelist add: one more spelling of a code, in the operator's codelist.
//
// A list is one file of codelists.d, shipped ones too: the alias goes into its row there. A second
// file for the list would stand against the first, and is a problem of the configuration.
#include "config/alias.hpp"
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/folder_lock.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>
#include <utility>
#include <vector>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

std::string code_and_name(const Code& code) {
    return code.name == code.code ? code.code : fmt::format("{} '{}'", code.code, code.name);
}

std::string names_of(const std::vector<const Code*>& codes) {
    std::vector<std::string> names;
    names.reserve(codes.size());
    for (const Code* code : codes) {
        names.push_back(code_and_name(*code));
    }
    return join(names, ", ");
}

class CodelistCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("ACTION", action_, "add");
        arguments.needed("LIST", list_, "id of a codelist: its file's name without .csv");
        arguments.needed("CODE", code_, "one of its codes");
        arguments.needed("ALIAS", alias_, "the label as the publisher prints it");
        arguments.text("--why", why_, "for the comment above the row");
    }

    int run(const Surroundings& here) override {
        const auto alone = lock_folder(here.folders.config / "codelists.d");
        return alone ? add(here) : complain(here, alone.error());
    }

  private:
    int add(const Surroundings& here) {
        const config::Outcome now = load_config(here.folders);
        if (print_problems_of_list(here, now)) {
            return exit_usage;
        }
        const auto chosen = choose(now);
        if (!chosen) {
            return complain(here, chosen.error());
        }
        const Code& code = **chosen;
        if (has_already(now, code)) {
            fmt::print(here.out,
                       "{}: '{}' is {} already, nothing written\n",
                       list_,
                       alias_,
                       code_and_name(code));
            return exit_well;
        }
        const fs::path& file = now.list_files.at(list_);
        const auto written = edited(here, now, file).and_then([&](const std::string& text) {
            return replace_file(file, text);
        });
        if (!written) {
            return complain(here, written.error());
        }
        say(here, now, file, code);
        return exit_well;
    }

    [[nodiscard]] Error refuse(std::string expected, std::string found, std::string next) const {
        return {.fault = Fault::usage,
                .code = "usage.codelist",
                .file = list_,
                .expected = std::move(expected),
                .found = std::move(found),
                .next = std::move(next)};
    }

    // Problems elsewhere do not keep a list from being mended.
    [[nodiscard]] bool print_problems_of_list(const Surroundings& here,
                                              const config::Outcome& now) const {
        const auto file = now.list_files.find(list_);
        bool any = false;
        for (const config::Problem& problem : now.problems) {
            if (file != now.list_files.end() &&
                here.folders.config / problem.file == file->second) {
                fmt::print(here.err, "{}\n", problem.to_text());
                any = true;
            }
        }
        return any;
    }

    [[nodiscard]] Result<const Code*> choose(const config::Outcome& now);
    [[nodiscard]] Result<void> check_alias(const Codelist& list, const Code& code);
    [[nodiscard]] bool has_already(const config::Outcome& now, const Code& code) const;
    [[nodiscard]] Result<std::string>
    edited(const Surroundings& here, const config::Outcome& now, const fs::path& file) const;
    void say(const Surroundings& here,
             const config::Outcome& now,
             const fs::path& file,
             const Code& code) const;

    std::string action_;
    std::string list_;
    std::string code_;
    std::string alias_;
    std::string why_;
};

// What the words name, when the alias can be written.
Result<const Code*> CodelistCommand::choose(const config::Outcome& now) {
    if (action_ != "add") {
        return fail(refuse("add", fmt::format("'{}'", action_), "see tidemark codelist --help"));
    }
    const Codelist* list = now.config.codelists.list(list_);
    if (list == nullptr) {
        std::vector<std::string> ids;
        for (const auto& [id, ignored] : now.config.codelists.lists) {
            ids.push_back(id);
        }
        const auto near = nearest(list_, ids, 3);
        return fail(refuse("the id of a codelist",
                           fmt::format("'{}'", list_),
                           near.empty() ? "there is none in codelists.d"
                                        : fmt::format("did you mean {}?", join(near, ", "))));
    }
    const Code* code = list->code(code_);
    if (code == nullptr) {
        return fail(refuse("a code of the list",
                           fmt::format("'{}'", code_),
                           fmt::format("the nearest are {}", names_of(list->nearest(code_, 3)))));
    }
    alias_ = squeeze(alias_);
    return check_alias(*list, *code).map([&] { return code; });
}

Result<void> CodelistCommand::check_alias(const Codelist& list, const Code& code) {
    const bool can_be_written = !fold(alias_).empty() && one_line(alias_) == alias_ &&
                                alias_.find('|') == std::string::npos;
    if (!can_be_written) {
        return fail(refuse("a label of letters or digits, without '|'",
                           fmt::format("'{}'", one_line(alias_)),
                           "give the label as the publisher prints it"));
    }
    for (const Code* other : list.all(alias_)) {
        if (other->code != code.code && !on_other_days(*other, code)) {
            return fail(refuse(fmt::format("a label that is no other code, for {}", code.code),
                               fmt::format("'{}' is {}", alias_, code_and_name(*other)),
                               "if each had it in its time, give both codes days (from, to) that "
                               "do not meet"));
        }
    }
    return {};
}

bool CodelistCommand::has_already(const config::Outcome& now, const Code& code) const {
    const auto codes = now.config.codelists.list(list_)->all(alias_);
    return std::ranges::find(codes, code.code, [](const Code* c) { return c->code; }) !=
           codes.end();
}

// The file's new text, after the whole configuration was read with it.
Result<std::string> CodelistCommand::edited(const Surroundings& here,
                                            const config::Outcome& now,
                                            const fs::path& file) const {
    std::error_code error;
    if (fs::is_symlink(file, error)) { // what it points to may be another package's, or shared
        return fail(refuse("a file in codelists.d",
                           fmt::format("a link to {}", fs::read_symlink(file, error).string()),
                           "put a copy in its place, or write the alias there by hand"));
    }
    const Day today = local_day(here.clock.now(), now.config.settings.zone);
    const config::NewAlias added{.code = code_,
                                 .alias = alias_,
                                 .comment = fmt::format("{}: alias '{}' of {}{} (tidemark codelist "
                                                        "add)",
                                                        day_text(today),
                                                        alias_,
                                                        code_,
                                                        why_.empty() ? "" : ": " + one_line(why_))};
    auto text = read_file(file).and_then(
        [&](const std::string& bytes) { return config::add_alias(list_, bytes, added); });
    if (!text) {
        return propagate(text);
    }
    const config::Outcome then = load_config(here.folders, {{file, *text}});
    for (const config::Problem& problem : then.problems) {
        const auto known = std::ranges::any_of(now.problems, [&](const config::Problem& other) {
            return other.file == problem.file && other.text == problem.text;
        });
        if (!known) {
            return fail(refuse("a configuration without a problem",
                               fmt::format("{}: {}", problem.file, problem.text),
                               "nothing was written"));
        }
    }
    return *std::move(text);
}

void CodelistCommand::say(const Surroundings& here,
                          const config::Outcome& now,
                          const fs::path& file,
                          const Code& code) const {
    std::vector<std::string> sources;
    for (const Source& source : now.config.sources) {
        if (source.recipe.codelists.contains(list_)) {
            sources.push_back(source.id);
        }
    }
    fmt::print(
        here.out,
        "{}: '{}' is {} now ({}); {}\n",
        list_,
        alias_,
        code_and_name(code),
        file.lexically_relative(here.folders.config).string(),
        sources.empty()
            ? std::string("no source uses the list")
            : fmt::format("the next run of {} reads again what is held by that label; tell a "
                          "running daemon with 'systemctl reload tidemark'",
                          join(sources, ", ")));
}

} // namespace

std::unique_ptr<Command> make_codelist() {
    return std::make_unique<CodelistCommand>();
}

} // namespace tidemark
