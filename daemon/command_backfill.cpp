// tidemark backfill: an older edition of a publication, put where its day says. What it makes true
// is a baseline: nothing of it is news.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/tell.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/fetch/url.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <system_error>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

class BackfillCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source that is not a folder");
        arguments.needed("FILE", file_, "the edition, as the publisher served it");
        arguments.needed(
            "--published", published_, "the day on which it was published: 2018-07-19");
    }

    int run(const Surroundings& here) override {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        const auto source = find_source(*config, source_);
        if (!source) {
            return complain(here, source.error());
        }
        auto day = parse_day(published_).map_error(usage);
        const auto fit = day ? fits(here, **source, *day) : propagate(day);
        if (!fit) {
            return complain(here, fit.error());
        }
        const auto report = take_in(here, *config, **source, *day);
        if (!report) {
            return complain(here, report.error());
        }
        tell(here, *report);
        return went_well(*report) ? exit_well : exit_not_well;
    }

  private:
    [[nodiscard]] Error wrong(std::string expected, std::string found, std::string next) const {
        return {.fault = Fault::usage,
                .code = "usage.backfill",
                .source = source_,
                .file = file_,
                .expected = std::move(expected),
                .found = std::move(found),
                .next = std::move(next)};
    }

    // Bytes that we have not, of a day before the newest edition's.
    [[nodiscard]] Result<void>
    fits(const Surroundings& here, const Source& source, Day published) const {
        if (std::holds_alternative<FindDir>(source.find)) {
            return fail(wrong("a source with one edition after the other",
                              "a folder",
                              "put the file into the folder"));
        }
        auto bytes = read_file(file_);
        auto store = bytes ? load::open_store_read_only(here.folders.state) : propagate(bytes);
        if (!store) {
            return propagate(store);
        }
        auto snapshot = (*store)->snapshot(source_, {});
        auto files = snapshot ? (*store)->raw_files(source_) : propagate(snapshot);
        if (!files) {
            return propagate(files);
        }
        if (snapshot->vintages.empty()) {
            return fail(wrong("a source whose present edition was loaded",
                              "nothing was",
                              fmt::format("load it first: tidemark run {}", source_)));
        }
        const auto same = std::ranges::find(*files, sha256(*bytes), &RawFile::sha256);
        if (same != files->end()) {
            return fail(wrong(
                "an edition that is not here yet",
                fmt::format("the bytes of '{}', fetched {}", same->name, to_text(same->fetched)),
                "see tidemark values --as-of"));
        }
        const Day newest = in_order(snapshot->vintages).back().published;
        if (published >= newest) {
            return fail(wrong(fmt::format("a day before {}", day_text(newest)),
                              published_,
                              "a newer edition comes by tidemark run"));
        }
        return {};
    }

    // One pass whose look is at the file.
    [[nodiscard]] Result<Report> take_in(const Surroundings& here,
                                         const config::Config& config,
                                         Source source,
                                         Day published) const {
        std::error_code none;
        source.find = FindUrl{fetch::file_url(fs::absolute(file_, none))};
        Log log(Log::Form::silent);
        auto house = House::open(here.folders, log);
        if (!house) {
            return propagate(house);
        }
        (*house)->adopt(config.settings);
        const Instant started = here.clock.now();
        auto known = (*house)->known(source_);
        if (!known) {
            return propagate(known);
        }
        fetch::Progress progress;
        auto collected = (*house)->collect(source, *known, Force::no, progress, {});
        if (!collected) {
            return propagate(collected);
        }
        auto* batch = std::get_if<Batch>(&*collected);
        if (batch == nullptr || batch->release.reread) {
            return fail(wrong("a file that can be looked at now", "none", "try again"));
        }
        batch->release.published = published;
        batch->release.older = true;
        return (*house)->commit(source, config.codelists, collected, started);
    }

    std::string source_;
    std::string file_;
    std::string published_;
};

} // namespace

std::unique_ptr<Command> make_backfill() {
    return std::make_unique<BackfillCommand>();
}

} // namespace tidemark
