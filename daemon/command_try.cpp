// tidemark try: what a file would give, as if the source had published it now.
//
// Everything is done as a run would do it, on a copy of the state that is then thrown away.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/mend_say.hpp"
#include "daemon/print.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/copy.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/parse/parse.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <system_error>

namespace tidemark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// A folder that lives as long as this.
class TemporaryFolder {
  public:
    [[nodiscard]] static Result<TemporaryFolder> make() {
        std::string name = (fs::temp_directory_path() / "tidemark-try-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            return fail({.fault = Fault::storage,
                         .code = "storage.folder",
                         .file = name,
                         .expected = "a folder for temporary files",
                         .found = std::generic_category().message(errno),
                         .next = "set TMPDIR to a folder that can be written"});
        }
        return TemporaryFolder(name);
    }

    TemporaryFolder(TemporaryFolder&& other) noexcept
        : path_(std::exchange(other.path_, fs::path())) {}

    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    explicit TemporaryFolder(fs::path path)
        : path_(std::move(path)) {}

    fs::path path_;
};

struct Tried {
    std::vector<ParsedFile> files;
    Report report;
    std::vector<Error> held;
};

Json observations_of(const Tried& tried) {
    Json list = Json::array();
    for (const ParsedFile& file : tried.files) {
        for (const Observation& o : file.observations) {
            list.push_back({{"series", json_of(file.series.at(o.series))},
                            {"period", json_of(o.period, o.label)},
                            {"value", json_of(o.value)},
                            {"status", to_text(o.status)},
                            {"raw", o.raw},
                            {"file", file.file.name},
                            {"sheet", file.sheets.at(o.sheet)},
                            {"cell", to_text(o.cell)}});
        }
    }
    return list;
}

Json dropped_of(const Tried& tried) {
    Json list = Json::array();
    for (const ParsedFile& file : tried.files) {
        for (const Dropped& dropped : file.dropped) {
            list.push_back({{"file", file.file.name},
                            {"dim", dropped.dim},
                            {"label", dropped.label},
                            {"cells", dropped.cells}});
        }
    }
    return list;
}

std::string counted(double number, std::string_view what) {
    return fmt::format("{} {}{}", grouped(number), what, number == 1 ? "" : "s");
}

// One line a dimension: what [hold] codes lets go, that nobody need wonder where it is.
void print_dropped(std::ostream& out, const ParsedFile& file) {
    constexpr std::size_t most = 5;
    std::map<std::string, std::vector<const Dropped*>> by_dim;
    for (const Dropped& dropped : file.dropped) {
        by_dim[dropped.dim].push_back(&dropped);
    }
    for (const auto& [dim, labels] : by_dim) {
        double cells = 0;
        std::vector<std::string> names;
        for (const Dropped* label : labels) {
            cells += static_cast<double>(label->cells);
            if (names.size() < most) {
                names.push_back("'" + one_line(label->label) + "'");
            }
        }
        if (labels.size() > most) {
            names.push_back(
                fmt::format("and {} more", grouped(static_cast<double>(labels.size() - most))));
        }
        fmt::print(out,
                   "dropped {} in {}, unknown to the codelist of '{}': {}\n",
                   counted(static_cast<double>(labels.size()), "label"),
                   counted(cells, "cell"),
                   dim,
                   join(names, ", "));
    }
}

// No id has a point or a slash: "my.toml", "sources.d/police-officers.toml.example".
bool names_a_file(std::string_view source) {
    return source.find_first_of("./") != std::string_view::npos;
}

class TryCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("FILE", file_, "a file as the publisher would serve it");
        arguments.needed("--source", source_, "id of the source, or a source file");
        arguments.flag("--json", json_, "one object: observations, dropped, held, alerts");
        arguments.flag("--adopt", adopt_, "write the patch, where with it nothing is held");
    }

    int run(const Surroundings& here) override {
        config::Outcome outcome = names_a_file(source_) ? load_config_file(here.folders, source_)
                                                        : load_config(here.folders);
        for (const config::Problem& problem : outcome.problems) {
            fmt::print(here.err, "{}\n", problem.to_text());
        }
        if (!outcome.problems.empty()) {
            return exit_usage;
        }
        const auto source = names_a_file(source_) && outcome.config.sources.size() == 1
                                ? &outcome.config.sources.front()
                                : find_source(outcome.config, source_);
        if (!source) {
            return complain(here, source.error());
        }
        auto tried = try_out(here, outcome.config, **source);
        if (!tried) {
            return complain(here, tried.error());
        }
        const auto patched = mend(here, **source, *tried);
        json_ ? print_object(here, *tried, patched) : print_text(here, *tried);
        if (patched && !json_) {
            print_mend(here.out, here, patched->mend, patched->held);
        }
        if (adopt_ && !tried->held.empty()) {
            return adopt_or_say_why_not(here, patched);
        }
        return tried->held.empty() ? exit_well : exit_not_well;
    }

  private:
    // What would let the file in, and what would hold it even then.
    struct Patched {
        Mend mend;
        std::vector<Error> held;
    };

    [[nodiscard]] std::optional<Patched>
    mend(const Surroundings& here, const Source& source, const Tried& tried) const;
    [[nodiscard]] static int adopt_or_say_why_not(const Surroundings& here,
                                                  const std::optional<Patched>& patched);

    [[nodiscard]] Result<Tried>
    try_out(const Surroundings& here, const config::Config& config, const Source& source) const;
    [[nodiscard]] Result<Batch>
    read_batch(const Surroundings& here, const config::Config& config, const Source& source) const;

    static void print_object(const Surroundings& here,
                             const Tried& tried,
                             const std::optional<Patched>& patched) {
        Json held = Json::array();
        for (const Error& reason : tried.held) {
            held.push_back(json_of(reason));
        }
        Json alerts = Json::array();
        for (const Line& line : tried.report.lines) {
            alerts.push_back(Json::parse(line.json));
        }
        print_json(here.out,
                   {{"observations", observations_of(tried)},
                    {"dropped", dropped_of(tried)},
                    {"held", held},
                    {"alerts", alerts},
                    {"patch", patched ? json_of(here, patched->mend, patched->held) : Json()}});
    }

    static void print_text(const Surroundings& here, const Tried& tried) {
        TextTable table{{"SERIES"},
                        {"PERIOD"},
                        {"VALUE", TextTable::Align::right},
                        {"STATUS"},
                        {"SHEET"},
                        {"CELL"}};
        std::size_t count = 0;
        for (const ParsedFile& file : tried.files) {
            for (const Observation& o : file.observations) {
                table.add({to_text(SeriesKey{"", file.series.at(o.series)}),
                           to_text(o.period),
                           value_text(o.value, o.status, o.below),
                           std::string(to_text(o.status)),
                           file.sheets.at(o.sheet),
                           to_text(o.cell)});
                ++count;
            }
        }
        table.print(here.out);
        fmt::print(here.out, "{} observations\n", grouped(static_cast<double>(count)));
        for (const ParsedFile& file : tried.files) {
            print_dropped(here.out, file);
        }
        for (const Error& reason : tried.held) {
            fmt::print(here.out, "held by {}: {}\n", reason.code, one_line(reason.to_text()));
        }
        for (const Line& line : tried.report.lines) {
            fmt::print(here.out, "{}\n", line.line);
        }
    }

    std::string file_;
    std::string source_;
    bool json_ = false;
    bool adopt_ = false;
};

std::optional<TryCommand::Patched>
TryCommand::mend(const Surroundings& here, const Source& source, const Tried& tried) const {
    const auto bytes = read_file(file_);
    if (tried.files.empty() || tried.files.front().held.empty() || !bytes) {
        return std::nullopt;
    }
    const bool by_file = names_a_file(source_);
    const HeldFile held{
        .here = here,
        .source = source,
        .source_file = by_file ? fs::path(source_) : here.folders.config / source.config_file,
        .file = tried.files.front().file,
        .bytes = *bytes,
        .load = [&](config::Edited edited) {
            return by_file ? load_config_file(here.folders, source_, std::move(edited))
                           : load_config(here.folders, std::move(edited));
        }};
    auto found = find_mend(held, tried.files.front().held);
    if (!found) {
        return std::nullopt;
    }
    Patched patched{.mend = std::move(*found), .held = {}};
    const auto with_it = find_source(patched.mend.outcome.config, source.id);
    const auto again =
        with_it ? try_out(here, patched.mend.outcome.config, **with_it) : fail(with_it.error());
    patched.held = again ? again->held : std::vector<Error>{again.error()};
    return patched;
}

int TryCommand::adopt_or_say_why_not(const Surroundings& here,
                                     const std::optional<Patched>& patched) {
    if (!patched || !patched->held.empty() || !patched->mend.rivals.empty()) {
        return complain(here,
                        {.fault = Fault::held,
                         .code = "usage.adopt",
                         .expected = "one patch with which nothing is held",
                         .found = !patched                ? "none"
                                  : patched->held.empty() ? "several that give other figures"
                                                          : "one with which it is still held",
                         .next = "nothing was written; mend it by hand"});
    }
    if (const auto written = adopt(here, patched->mend); !written) {
        return complain(here, written.error());
    }
    fmt::print(here.err,
               "adopted; the next run reads the file with it, tell a running daemon with "
               "'systemctl reload tidemark'\n");
    return exit_well;
}

// The release that this one file would make.
Result<Batch> TryCommand::read_batch(const Surroundings& here,
                                     const config::Config& config,
                                     const Source& source) const {
    auto bytes = read_file(file_);
    if (!bytes) {
        return propagate(bytes);
    }
    RawFile raw{.sha256 = sha256(*bytes),
                .name = fs::path(file_).filename().string(),
                .url = "file://" + fs::absolute(file_).string(),
                .etag = {},
                .last_modified = {},
                .size = bytes->size(),
                .fetched = here.clock.now(),
                .parser = parse::parser_digest(source.recipe)};
    Batch batch;
    batch.release.source = source.id;
    batch.release.files = {raw};
    auto parsed =
        parse::make_child_parser(config.settings.parse)->parse(raw, *bytes, source.recipe);
    if (parsed) {
        batch.files.push_back(std::move(*parsed));
    } else {
        batch.refused.push_back({.file = raw, .reasons = {parsed.error()}});
    }
    return batch;
}

Result<Tried> TryCommand::try_out(const Surroundings& here,
                                  const config::Config& config,
                                  const Source& source) const {
    auto folder = TemporaryFolder::make();
    if (!folder) {
        return propagate(folder);
    }
    auto copied = load::copy_database(here.folders.state, folder->path());
    if (!copied) {
        return propagate(copied);
    }
    auto store = load::open_store(folder->path());
    if (!store) {
        return propagate(store);
    }
    auto batch = read_batch(here, config, source);
    if (!batch) {
        return propagate(batch);
    }
    Tried tried;
    tried.files = batch->files;
    const std::vector<Held> refused = batch->refused;
    const std::vector<Held>& held_now = tried.report.loaded.held;
    auto report = commit(source,
                         config.codelists,
                         Collected(std::move(*batch)),
                         here.clock.now(),
                         **store,
                         {},
                         here.clock);
    if (!report) {
        return propagate(report);
    }
    tried.report = std::move(*report);
    for (const auto* list : {&held_now, &refused}) {
        for (const Held& held : *list) {
            for (const Error& reason : held.reasons) {
                if (std::ranges::find(tried.held, reason) == tried.held.end()) {
                    tried.held.push_back(reason);
                }
            }
        }
    }
    return tried;
}

} // namespace

std::unique_ptr<Command> make_try() {
    return std::make_unique<TryCommand>();
}

} // namespace tidemark
