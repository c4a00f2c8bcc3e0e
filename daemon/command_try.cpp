// tidemark try: what a file would give, as if the source had published it now.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/books.hpp"
#include "daemon/draw_page.hpp"
#include "daemon/draw_text.hpp"
#include "daemon/drawing.hpp"
#include "daemon/left_over.hpp"
#include "daemon/mend_say.hpp"
#include "daemon/print.hpp"
#include "daemon/tried.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/parse.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
#include <utility>

namespace tidemark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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

// No id has a point or a slash: "my.toml", "sources.d/police-officers.toml.example".
bool names_a_file(std::string_view source) {
    return source.find_first_of("./") != std::string_view::npos;
}

// Reads the file; where it is to be drawn, with what its cells were taken for.
class Looker {
  public:
    Looker(const config::Settings& settings, const Source& source)
        : limits_(settings.parse)
        , source_(source) {}

    [[nodiscard]] Result<ParsedFile> parse(const RawFile& file, std::string_view bytes) const {
        return parse::make_child_parser(limits_)->parse(file, bytes, source_.recipe);
    }

    [[nodiscard]] Result<ParsedFile> trace(const RawFile& file, std::string_view bytes) {
        return parse::trace_in_child(limits_, file, bytes, source_.recipe, most_drawn)
            .map([&](Traced traced) {
                traced_ = std::move(traced);
                return traced_.file;
            });
    }

    // After trace(). Without sheets when the file cannot be read at all.
    [[nodiscard]] Drawing
    draw(const RawFile& file, std::string_view bytes, const std::vector<Error>& held) const {
        const auto outline =
            read_sheet("", source_.recipe.read).and_then([&](const Read& everything) {
                return parse::outline_in_child(limits_, file.name, bytes, everything);
            });
        if (!outline) {
            return {};
        }
        const auto cells =
            read_sheets(sheets_to_draw(*outline, traced_), source_.recipe.read)
                .and_then([&](const Read& how) {
                    return parse::cells_in_child(limits_, file.name, bytes, how, most_drawn);
                });
        return cells ? tidemark::draw(*outline, traced_, *cells, held) : Drawing{};
    }

  private:
    const RoomLimits& limits_;
    const Source& source_;
    Traced traced_;
};

class TryCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("FILE", file_, "a file as the publisher would serve it");
        arguments.needed("--source", source_, "id of the source, or a source file");
        arguments.flag("--json", json_, "one object: observations, skipped, dropped, held, alerts");
        arguments.text("--html", html_, "a page to write: what each cell was taken for");
        arguments.flag("--grid", grid_, "the same on the terminal, in place of the figures' list");
        arguments.flag("--adopt", adopt_, "write the patch, where with it nothing is held");
        arguments.not_both("--grid", "--json");
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
        const auto bytes = read_file(file_);
        if (!bytes) {
            return complain(here, bytes.error());
        }
        const auto tried = look(here, outcome.config, **source, *bytes);
        if (!tried) {
            return complain(here, tried.error());
        }
        if (adopt_ && !tried->tried.held.empty()) {
            const auto adopted = adopt(here, tried->patched);
            return adopted ? exit_well : complain(here, adopted.error());
        }
        return tried->tried.held.empty() ? exit_well : exit_not_well;
    }

  private:
    struct Looked {
        Tried tried;
        std::optional<Patched> patched;
    };

    [[nodiscard]] std::optional<Patched> mend(const Surroundings& here,
                                              const Source& source,
                                              std::string_view bytes,
                                              const Tried& tried) const;

    [[nodiscard]] bool drawn() const { return grid_ || !html_.empty(); }

    [[nodiscard]] RawFile
    raw_file(const Surroundings& here, const Source& source, std::string_view bytes) const {
        return {.sha256 = sha256(bytes),
                .name = fs::path(file_).filename().string(),
                .url = "file://" + fs::absolute(file_).string(),
                .etag = {},
                .last_modified = {},
                .size = bytes.size(),
                .fetched = here.clock.now(),
                .parser = parse::parser_digest(source.recipe)};
    }

    [[nodiscard]] Result<Looked> look(const Surroundings& here,
                                      const config::Config& config,
                                      const Source& source,
                                      std::string_view bytes) const {
        Looker looker(config.settings, source);
        const RawFile raw = raw_file(here, source, bytes);
        const ParseFile parse = [&](const RawFile& file, std::string_view content) {
            return drawn() ? looker.trace(file, content) : looker.parse(file, content);
        };
        auto tried = try_out(here, config, source, raw, bytes, parse);
        if (!tried) {
            return propagate(tried);
        }
        const Drawing drawing = drawn() ? looker.draw(raw, bytes, tried->held) : Drawing{};
        if (!html_.empty()) {
            if (auto free = may_write_page(html_); !free) {
                return propagate(free);
            }
            const std::string page = draw_page(facts_of(raw, source, *tried), drawing);
            if (auto written = write_file(html_, page, 0644); !written) {
                return propagate(written);
            }
        }
        auto patched = mend(here, source, bytes, *tried);
        print(here, *tried, drawing, patched);
        return Looked{std::move(*tried), std::move(patched)};
    }

    [[nodiscard]] static PageFacts
    facts_of(const RawFile& raw, const Source& source, const Tried& tried) {
        PageFacts facts{.file = raw.name,
                        .source = source.id,
                        .title = source.title,
                        .held = tried.held,
                        .dropped = left_over(tried.files),
                        .alerts = {}};
        for (const Line& line : tried.report.lines) {
            facts.alerts.push_back(line.line);
        }
        std::set<std::uint32_t> series; // of the one file; those of totals apart
        for (const ParsedFile& file : tried.files) {
            for (const Observation& o : file.observations) {
                ++facts.figures;
                series.insert(o.series);
            }
        }
        facts.series = series.size();
        return facts;
    }

    void print(const Surroundings& here,
               const Tried& tried,
               const Drawing& drawing,
               const std::optional<Patched>& patched) const {
        if (json_) {
            print_object(here, tried, patched);
            return;
        }
        if (grid_) {
            draw_text(here.out, drawing, here.colours);
        } else if (html_.empty()) {
            print_figures(here, tried);
        }
        print_outcome(here, tried);
        if (patched) {
            print_patch(here, *patched);
        }
    }

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
                    {"skipped", skipped_json(tried.files)},
                    {"dropped", dropped_json(tried.files)},
                    {"unmatched", tried.unmatched},
                    {"held", held},
                    {"alerts", alerts},
                    {"patch", patched ? json_of(here, *patched) : Json()}});
    }

    static void print_figures(const Surroundings& here, const Tried& tried) {
        TextTable table{{"SERIES"},
                        {"PERIOD"},
                        {"VALUE", TextTable::Align::right},
                        {"STATUS"},
                        {"SHEET"},
                        {"CELL"}};
        for (const ParsedFile& file : tried.files) {
            for (const Observation& o : file.observations) {
                table.add({to_text(SeriesKey{"", file.series.at(o.series)}),
                           to_text(o.period),
                           value_text(o.value, o.status, o.below),
                           std::string(to_text(o.status)),
                           file.sheets.at(o.sheet),
                           to_text(o.cell)});
            }
        }
        table.print(here.out);
    }

    static void print_outcome(const Surroundings& here, const Tried& tried) {
        std::size_t count = 0;
        for (const ParsedFile& file : tried.files) {
            count += file.observations.size();
        }
        fmt::print(here.out, "{} observations\n", grouped(static_cast<double>(count)));
        for (const std::string& line : left_over(tried.files)) {
            fmt::print(here.out, "{}\n", line);
        }
        for (const std::string& line : tried.unmatched) {
            fmt::print(here.out, "{}\n", one_line(line));
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
    std::string html_;
    bool grid_ = false;
    bool json_ = false;
    bool adopt_ = false;
};

std::optional<Patched> TryCommand::mend(const Surroundings& here,
                                        const Source& source,
                                        std::string_view bytes,
                                        const Tried& tried) const {
    if (tried.files.empty() || tried.files.front().held.empty()) {
        return std::nullopt;
    }
    const bool by_file = names_a_file(source_);
    const HeldFile held{
        .here = here,
        .source = source,
        .source_file = by_file ? fs::path(source_) : here.folders.config / source.config_file,
        .file = tried.files.front().file,
        .bytes = bytes,
        .load = [&](config::Edited edited) {
            return by_file ? load_config_file(here.folders, source_, std::move(edited))
                           : load_config(here.folders, std::move(edited));
        }};
    const HeldWith held_with = [&](const config::Config& config, const Source& mended) {
        const Looker looker(config.settings, mended);
        const auto again = try_out(here,
                                   config,
                                   mended,
                                   raw_file(here, mended, bytes),
                                   bytes,
                                   [&](const RawFile& file, std::string_view content) {
                                       return looker.parse(file, content);
                                   });
        return again ? again->held : std::vector<Error>{again.error()};
    };
    return find_patch(held, tried.files.front().held, held_with);
}

} // namespace

std::unique_ptr<Command> make_try() {
    return std::make_unique<TryCommand>();
}

} // namespace tidemark
