#include "daemon/mend.hpp"

#include "config/alias.hpp"
#include "daemon/books.hpp"
#include "daemon/mend_guess.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/categories.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/parse/layout/unknown.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace tidemark {
namespace {

constexpr std::string_view writer = "tidemark try --adopt";

bool same_place(const Error& a, const Error& b) {
    return std::tie(a.code, a.sheet, a.cell, a.expected, a.found) ==
           std::tie(b.code, b.sheet, b.cell, b.expected, b.found);
}

std::optional<Snapshot> last_vintage(const Surroundings& here, const std::string& source) {
    auto store = load::open_store_read_only(here.folders.state);
    if (!store) {
        return std::nullopt;
    }
    auto snapshot = (*store)->snapshot(source, {});
    return snapshot && !snapshot->series.empty() ? std::optional(std::move(*snapshot))
                                                 : std::nullopt;
}

Agreement agreement_of(const ParsedFile& parsed, const Snapshot& last) {
    Agreement agreement;
    std::vector<const Series*> series;
    for (const Dims& dims : parsed.series) {
        series.push_back(last.find({last.source, dims}));
    }
    for (const Observation& o : parsed.observations) {
        const Figure* figure = load::figure_at(series.at(o.series), o.period);
        const bool equal = figure != nullptr && figure->value == o.value &&
                           (o.value || figure->status == o.status);
        ++(figure == nullptr ? agreement.fresh : equal ? agreement.equal : agreement.other);
    }
    return agreement;
}

// One way to read the file, and what it gives.
struct Attempt {
    config::Edited edited{};
    config::Outcome outcome{};
    ParsedFile parsed{};
    std::optional<Agreement> agreement{};
    std::vector<std::string> rivals{};

    // The least is the best.
    [[nodiscard]] auto rank() const {
        const std::size_t equal = agreement ? agreement->equal : 0;
        return std::tuple(parsed.observations.empty(), SIZE_MAX - equal, parsed.held.size());
    }

    [[nodiscard]] bool is_held_by(const Error& reason) const {
        return std::ranges::any_of(parsed.held,
                                   [&](const Error& e) { return same_place(e, reason); });
    }
};

bool same_figures(const ParsedFile& a, const ParsedFile& b) {
    return std::ranges::equal(
        a.observations, b.observations, [&](const Observation& x, const Observation& y) {
            return x.period == y.period && x.value == y.value &&
                   a.series.at(x.series) == b.series.at(y.series);
        });
}

// "sheet '^Table 6$'".
std::string in_words(const Proposal& proposal) {
    return fmt::format("{} '{}'", proposal.front().what, one_line(proposal.front().text));
}

class Mender {
  public:
    explicit Mender(const HeldFile& file)
        : file_(file)
        , day_(day_text(local_day(file.here.clock.now(), file.source.zone)))
        , last_(last_vintage(file.here, file.source.id)) {}

    [[nodiscard]] std::optional<Mend> find(const std::vector<Error>& held) {
        constexpr int most_rounds = 8; // each mends one name; a file with more is another table
        Attempt now{.outcome = file_.load({})};
        now.parsed.held = held;
        bool any = false;
        for (int round = 0; round < most_rounds && !now.parsed.held.empty(); ++round) {
            auto better = next(now);
            if (!better) {
                break;
            }
            now = std::move(*better);
            any = true;
        }
        if (!any) {
            return std::nullopt;
        }
        return Mend{.before = before_,
                    .edited = std::move(now.edited),
                    .outcome = std::move(now.outcome),
                    .layout = std::move(now.parsed.held),
                    .rivals = std::move(now.rivals),
                    .figures = now.parsed.observations.size(),
                    .agreement = now.agreement};
    }

  private:
    [[nodiscard]] const Source* source_of(const config::Outcome& outcome) const {
        const auto found = std::ranges::find(outcome.config.sources, file_.source.id, &Source::id);
        return found == outcome.config.sources.end() ? nullptr : &*found;
    }

    // A file's text with what is changed so far.
    [[nodiscard]] std::optional<std::string> text_of(const config::Edited& edited,
                                                     const std::filesystem::path& path) {
        if (const auto known = edited.find(path); known != edited.end()) {
            return known->second;
        }
        const auto text = read_file(path);
        if (!text) {
            return std::nullopt;
        }
        before_[path] = *text;
        return *text;
    }

    [[nodiscard]] std::optional<Attempt> attempt(config::Edited edited) const {
        Attempt made{.edited = std::move(edited)};
        made.outcome = file_.load(made.edited);
        const Source* source = source_of(made.outcome);
        if (source == nullptr || !made.outcome.problems.empty()) {
            return std::nullopt;
        }
        auto parsed = parse::make_child_parser(made.outcome.config.settings.parse)
                          ->parse(file_.file, file_.bytes, source->recipe);
        if (!parsed) {
            return std::nullopt;
        }
        made.parsed = std::move(*parsed);
        if (last_) {
            made.agreement = agreement_of(made.parsed, *last_);
        }
        return made;
    }

    [[nodiscard]] std::optional<Attempt> next(const Attempt& now) {
        for (const Error& reason : now.parsed.held) {
            if (auto better = with_a_name(now, reason)) {
                return better;
            }
        }
        return with_aliases(now);
    }

    // The best of the proposals after which this reason is gone.
    [[nodiscard]] std::optional<Attempt> with_a_name(const Attempt& now, const Error& reason) {
        const Source* source = source_of(now.outcome);
        const auto text = text_of(now.edited, file_.source_file);
        if (source == nullptr || !text) {
            return std::nullopt;
        }
        std::optional<Attempt> best;
        const auto rivals = now.rivals;
        for (const Proposal& proposal : guess_mends(reason, *source, seen(*source))) {
            auto edited = now.edited;
            if (auto changed = config::with_values(*text, proposal, day_, writer)) {
                edited[file_.source_file] = std::move(*changed);
                auto made = attempt(std::move(edited));
                if (made && !made->is_held_by(reason)) {
                    take(best, std::move(*made), in_words(proposal));
                }
            }
        }
        if (best) {
            best->rivals.insert(best->rivals.begin(), rivals.begin(), rivals.end());
        }
        return best;
    }

    // The better of the two; one as good with other figures is its rival.
    static void take(std::optional<Attempt>& best, Attempt made, const std::string& words) {
        if (!best || made.rank() < best->rank()) {
            best = std::move(made);
        } else if (made.rank() == best->rank() && !made.parsed.observations.empty() &&
                   !same_figures(made.parsed, best->parsed)) {
            best->rivals.push_back(words);
        }
    }

    // All labels that are slips, at once.
    [[nodiscard]] std::optional<Attempt> with_aliases(const Attempt& now) {
        auto edited = now.edited;
        bool any = false;
        for (const Error& reason : now.parsed.held) {
            const auto alias = parse::suggested_alias(reason);
            const auto file =
                alias ? now.outcome.list_files.find(alias->list) : now.outcome.list_files.end();
            const auto text =
                file != now.outcome.list_files.end() ? text_of(edited, file->second) : std::nullopt;
            if (!text) {
                continue;
            }
            const auto comment =
                fmt::format("{}: alias '{}' of {} ({})", day_, alias->alias, alias->code, writer);
            auto changed =
                config::add_alias(alias->list, *text, {alias->code, alias->alias, comment});
            if (changed) {
                edited[file->second] = std::move(*changed);
                any = true;
            }
        }
        auto made = any ? attempt(std::move(edited)) : std::nullopt;
        if (made) {
            made->rivals = now.rivals;
        }
        return made;
    }

    [[nodiscard]] FileSeen seen(const Source& source) const {
        const RoomLimits limits = source_limits_;
        const Read read = source.recipe.read;
        return {.name = file_.file.name,
                .sheets = [this, limits, read]() -> std::optional<Outline> {
                    auto outline = read_sheet("", read).and_then([&](const Read& how) {
                        return parse::outline_in_child(limits, file_.file.name, file_.bytes, how);
                    });
                    return outline ? std::optional(std::move(*outline)) : std::nullopt;
                },
                .top_of = [this, limits, read](const std::string& sheet) -> std::optional<Sheet> {
                    constexpr Area top{{0, 0}, {199, 99}};
                    const auto name = sheet == "csv" ? std::string() : sheet;
                    auto book = read_sheet(name, read).and_then([&](const Read& how) {
                        return parse::cells_in_child(
                            limits, file_.file.name, file_.bytes, how, top);
                    });
                    if (!book) {
                        return std::nullopt;
                    }
                    const auto found = std::ranges::find(book->sheets, sheet, &Sheet::name);
                    return found == book->sheets.end() ? std::nullopt
                                                       : std::optional(std::move(*found));
                }};
    }

    const HeldFile& file_;
    RoomLimits source_limits_ = file_.load({}).config.settings.parse;
    std::string day_;
    std::optional<Snapshot> last_;
    config::Edited before_; // files as they were read
};

} // namespace

std::optional<Mend> find_mend(const HeldFile& file, const std::vector<Error>& held) {
    return Mender(file).find(held);
}

std::optional<Patched>
find_patch(const HeldFile& file, const std::vector<Error>& held, const HeldWith& held_with) {
    auto mend = find_mend(file, held);
    if (!mend) {
        return std::nullopt;
    }
    const auto source = find_source(mend->outcome.config, file.source.id);
    if (!source) {
        return std::nullopt;
    }
    auto rest = held_with(mend->outcome.config, **source);
    return Patched{.mend = std::move(*mend), .held = std::move(rest)};
}

} // namespace tidemark
