// MemoryStore: the store port in memory, for tests of what stands above it. Lines get their numbers
// as in the database; a pass that is not committed leaves nothing. load() gives what `next_load`
// holds: reading batches is the real store's affair.
#pragma once

#include "pipeline/ports.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::test {

class MemoryStore : public Store {
  public:
    Loaded next_load;
    Snapshot figures;
    std::vector<Said> sayings;
    Judged judged_pairs;
    std::vector<Line> outbox;
    std::vector<RunRecord> runs;
    std::vector<Decision> decisions;
    std::vector<Mark> marked;
    std::map<std::string, Position, std::less<>> positions;

    void add_line(Line line) {
        line.seq = static_cast<std::int64_t>(outbox.size()) + 1;
        const std::string begin = R"({"v":1,"seq":0,)";
        if (line.json.starts_with(begin)) {
            line.json = R"({"v":1,"seq":)" + std::to_string(line.seq) + ',' +
                        line.json.substr(begin.size());
        }
        outbox.push_back(std::move(line));
    }

    void remember(const Saying& saying, Instant now, VintageId vintage) {
        const auto was = std::ranges::find_if(
            sayings, [&](const Said& s) { return s.statement.id == saying.statement.id; });
        Said said{.statement = saying.statement,
                  .state = saying.state,
                  .first_said = now,
                  .vintage = vintage};
        if (was == sayings.end()) {
            sayings.push_back(std::move(said));
            return;
        }
        if (saying.state != State::fresh) {
            said.first_said = was->first_said;
        }
        *was = std::move(said);
    }

    Result<Known> known(std::string_view) override { return Known{}; }

    Result<Snapshot> snapshot(std::string_view, const AsOf&) override { return figures; }

    Result<std::vector<Mark>> marks(std::string_view) override { return marked; }

    Result<std::vector<Revision>> revisions(std::string_view) override {
        return std::vector<Revision>{};
    }

    Result<std::vector<SeriesKey>> series_keys(std::string_view) override {
        std::vector<SeriesKey> keys;
        for (const Series& each : figures.series) {
            keys.push_back(each.key);
        }
        return keys;
    }

    Result<std::vector<Said>> said(std::string_view) override { return sayings; }

    Result<std::optional<Said>> find_said(std::string_view id) override {
        std::optional<Said> found;
        for (const Said& said : sayings) {
            if (said.statement.id.starts_with(id)) {
                if (found) {
                    return std::optional<Said>();
                }
                found = said;
            }
        }
        return found;
    }

    Result<std::vector<Line>> lines(const LineFilter& filter) override {
        std::vector<Line> found;
        std::ranges::copy_if(outbox, std::back_inserter(found), [&](const Line& line) {
            return line.seq > filter.after_seq && (!filter.since || line.time >= *filter.since) &&
                   (filter.source.empty() || line.source == filter.source) &&
                   (filter.severity.empty() || to_text(line.severity) == filter.severity) &&
                   (filter.state.empty() || to_text(line.state) == filter.state);
        });
        return found;
    }

    Result<std::vector<Health>> health() override { return std::vector<Health>{}; }

    Result<std::vector<Held>> held(std::string_view) override { return next_load.held; }

    Result<std::vector<RawFile>> raw_files(std::string_view) override {
        return std::vector<RawFile>{};
    }

    Result<std::unique_ptr<Pass>> begin(std::string_view) override {
        return std::unique_ptr<Pass>(std::make_unique<MemoryPass>(*this));
    }

    Result<void> decide(const Decision& decision) override {
        decisions.push_back(decision);
        return {};
    }

    Result<Position> position(std::string_view sink) override {
        const auto found = positions.find(sink);
        return found == positions.end() ? Position{} : found->second;
    }

    Result<void> advance(std::string_view sink, const Position& position) override {
        positions.insert_or_assign(std::string(sink), position);
        return {};
    }

  private:
    class MemoryPass : public Pass {
      public:
        explicit MemoryPass(MemoryStore& store)
            : store_(store) {}

        Result<Loaded> load(const Source&, const Codelists&, const Batch&, Instant now) override {
            now_ = now;
            return store_.next_load;
        }

        Result<Snapshot> snapshot() override { return store_.figures; }

        Result<std::vector<Said>> said() override { return store_.sayings; }

        Result<Judged> judged() override { return store_.judged_pairs; }

        Result<std::vector<Mark>> marks() override { return store_.marked; }

        Result<void> say(const std::vector<Saying>& sayings,
                         const Judged& judged,
                         std::vector<Line> lines) override {
            sayings_.insert(sayings_.end(), sayings.begin(), sayings.end());
            judged_ = judged;
            std::ranges::move(lines, std::back_inserter(lines_));
            return {};
        }

        Result<void> record(const RunRecord& run) override {
            runs_.push_back(run);
            return {};
        }

        Result<void> commit() override {
            const auto& vintage = store_.next_load.vintage;
            for (const Saying& saying : sayings_) {
                store_.remember(saying, now_, vintage ? vintage->id : 0);
            }
            store_.judged_pairs = std::move(judged_);
            for (Line& line : lines_) {
                store_.add_line(std::move(line));
            }
            store_.runs.insert(store_.runs.end(), runs_.begin(), runs_.end());
            return {};
        }

      private:
        MemoryStore& store_;
        Instant now_;
        std::vector<Saying> sayings_;
        Judged judged_;
        std::vector<Line> lines_;
        std::vector<RunRecord> runs_;
    };
};

} // namespace tidemark::test
