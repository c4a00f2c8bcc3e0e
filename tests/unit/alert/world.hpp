// World: a small source with its figures, made by hand, and the passes over it. Sums over the
// roster are made here, so that these tests need no store and no derive.
#pragma once

#include "pipeline/alert/judge.hpp"
#include "tests/support/memory_store.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

class World {
  public:
    World();

    // An ungrouped source: `dims` of one series, value by financial year.
    World& figure(const Dims& dims, int year, std::optional<double> value);
    World& figure(const Dims& dims, int year, std::optional<double> value, double below);
    // ... and by any other period, with the text of its cell.
    World& figure(const Dims& dims, const Period& period, double value, std::string raw = {});
    World& no_figure(const Dims& dims, int year);

    // The layout gives areas the names of their list: "Hampshire", not "HAMP".
    World& named();

    // Members asked for a year; figures of {area: code} are summed into {area: uk}.
    World& asked(int year, const std::vector<std::string>& codes);
    World& asked(const Period& period, const std::vector<std::string>& codes);
    World& answer(int year, const std::string& code, Answer answer, const std::string& why);

    // The next pass: a vintage of this cause and date.
    struct Arrival {
        Cause cause = Cause::release;
        std::string_view published;
        std::vector<Change> changes{};
        std::vector<std::string> members{};
        std::vector<Held> held{};
        std::vector<RawFile> let_in{};
        std::vector<SkippedLines> left_out{};
    };

    // Judges, remembers, gives the lines of this pass.
    std::vector<Line> pass(const Arrival& arrival);
    std::vector<Line> pass_without_release(std::string_view day);
    std::vector<Line> fail(const Error& error, std::string_view day);

    // Lines in the given state.
    static std::vector<std::string> texts(const std::vector<Line>& lines, State state);

    Source source;
    Codelists codelists;
    MemoryStore store;
    VintageId edition = 0; // of figures set from now on; 0: every vintage prints them again

  private:
    struct Cell {
        std::optional<double> value;
        double below = 0;
        VintageId edition = 0;
        std::string raw{};
    };

    void build();
    [[nodiscard]] std::vector<Subject> subjects() const;
    [[nodiscard]] Part part_of(const SeriesKey& key, const Period& period) const;
    std::vector<Line>
    judge_and_remember(const Loaded& loaded, Instant now, const Error* failure = nullptr);

    std::map<Dims, std::map<Period, Cell>> cells_;
    std::map<Period, std::vector<std::string>> asked_;
    std::map<std::pair<Period, std::string>, std::pair<Answer, std::string>> answers_;
    VintageId next_ = 1;
};

// What every test says often.
Code code(const std::string& code, const std::string& name);
Rule yoy(std::optional<double> above, std::optional<double> below);
Rule milestone(std::vector<double> at);

} // namespace tidemark::test
