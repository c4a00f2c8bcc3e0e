// The figures of real publications, each hand-checked (the folder's FACTS.tsv and VINTAGES.tsv),
// through the program itself: series, period, value and cell.
#include "pipeline/model/period.hpp"
#include "pipeline/model/series.hpp"
#include "tests/published/desk.hpp"
#include "tests/published/table.hpp"
#include "tests/support/shared.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

namespace tidemark::published {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path root = TIDEMARK_ROOT;
const fs::path here = root / "tests/published";

// How many checks there were and how many held, over all publications.
class Tally final : public testing::Environment {
  public:
    void TearDown() override {
        if (checked > 0) {
            fmt::print("facts checked and equal: {} of {}\n", equal, checked);
        }
    }

    int checked = 0;
    int equal = 0;
};

Tally& tally() {
    static auto* const one =
        static_cast<Tally*>(testing::AddGlobalTestEnvironment(new Tally)); // owned by GoogleTest
    return *one;
}

// One figure as the program told it.
struct Figure {
    Dims dims;
    std::string period;
    std::optional<double> value;
    std::string status;
    std::string file;
    std::string sheet;
    std::string cell;
};

std::string period_of(const json& period) {
    return period.at("start").get<std::string>() + "/" + period.at("end").get<std::string>();
}

// The same form for a period of the table.
std::string period_of(const std::string& text) {
    const auto period = parse_period(text);
    return period ? day_text(period->start) + "/" + day_text(period->end) : "no period: " + text;
}

Dims dims_of(const std::string& series) {
    const auto key = parse_series(series.empty() ? "x" : "x/" + series);
    return key ? key->dims : Dims{{"no series", series}};
}

std::string key_of(const Dims& dims, const std::string& period) {
    return to_text(SeriesKey{"x", dims}) + " " + period;
}

Figure figure_of(const json& told, const Dims& dims, const json& origin) {
    return {.dims = dims,
            .period = period_of(told.at("period")),
            .value = told.at("value").is_number() ? std::optional(told.at("value").get<double>())
                                                  : std::nullopt,
            .status = told.at("status").get<std::string>(),
            .file = origin.at("file").get<std::string>(),
            .sheet = origin.at("sheet").get<std::string>(),
            .cell = origin.at("cell").get<std::string>()};
}

bool near(double a, double b) {
    constexpr double binary = 1e-9; // the reader's last digit
    return std::abs(a - b) <= binary * std::max(1.0, std::abs(b));
}

// "" when the figure is what the check says: "12", "12 revised", "suppressed".
std::string differs(const Check& check, const Figure& figure) {
    std::string expected = check.figure;
    std::string status = "normal";
    std::optional<double> value;
    try {
        std::size_t read = 0;
        value = std::stod(expected, &read);
        if (expected.size() > read) {
            status = expected.substr(read + 1);
        }
    } catch (const std::invalid_argument&) {
        status = expected;
    }
    const std::string cell =
        check.cell.find('!') == std::string::npos ? figure.cell : figure.sheet + "!" + figure.cell;
    const bool same = value.has_value() == figure.value.has_value() &&
                      (!value || near(*figure.value, *value)) && status == figure.status &&
                      cell == check.cell && figure.file == fs::path(check.file).filename();
    return same ? ""
                : fmt::format("expected {} in {}!{}, found {} {} in {}!{}",
                              check.figure,
                              check.file,
                              check.cell,
                              figure.value ? fmt::format("{}", *figure.value) : "no value,",
                              figure.status,
                              figure.file,
                              cell);
}

// What `try` says of one file.
struct Tried {
    std::vector<Figure> figures;
    std::map<std::string, std::size_t> by_key;
    json held = json::array();
    std::string err;
};

class Publication : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        const auto shared = test::shared_folder();
        if (!shared) {
            GTEST_SKIP() << test::no_shared_folder;
        }
        data_ = *shared / "data";
    }

    std::string check(const Check& check) {
        switch (check.verb) {
        case Verb::read:
            return read(check);
        case Verb::sum:
            return sum(check);
        case Verb::change:
            return change(check);
        case Verb::held:
            return held(check);
        case Verb::load:
            return load(check);
        case Verb::now:
            return kept(check, check.period, "");
        case Verb::as_of:
            return kept(check,
                        check.period.substr(0, check.period.find('@')),
                        check.period.substr(check.period.find('@') + 1));
        }
        return "no verb";
    }

  private:
    const Tried& tried(const std::string& file) {
        const auto [place, fresh] = tried_.try_emplace(file);
        Tried& tried = place->second;
        if (!fresh) {
            return tried;
        }
        const Told told = desk_.try_out(data_ / file);
        const json all = json::parse(told.out, nullptr, false);
        tried.err = told.err;
        if (!all.is_object()) {
            tried.err += told.out;
            return tried;
        }
        tried.held = all.at("held");
        for (const json& each : all.at("observations")) {
            tried.figures.push_back(figure_of(each, each.at("series").get<Dims>(), each));
            tried.by_key.emplace(key_of(tried.figures.back().dims, tried.figures.back().period),
                                 tried.figures.size() - 1);
        }
        return tried;
    }

    std::string read(const Check& check) {
        const Tried& all = tried(check.file);
        const auto found = all.by_key.find(key_of(dims_of(check.series), period_of(check.period)));
        if (found == all.by_key.end()) {
            return fmt::format("no figure for {} in {} among {}; held {} {}",
                               check.series,
                               check.period,
                               all.figures.size(),
                               all.held.dump(),
                               all.err);
        }
        const Figure& figure = all.figures[found->second];
        note(figure.value);
        const std::string other = differs(check, figure);
        return !other.empty() || all.held.empty() ? other : "held: " + all.held.dump();
    }

    std::string sum(const Check& check) {
        std::vector<std::string> periods;
        for (std::string rest = check.period; !rest.empty();) {
            const std::size_t end = rest.find(" + ");
            periods.push_back(period_of(rest.substr(0, end)));
            rest = end == std::string::npos ? "" : rest.substr(end + 3);
        }
        const Dims wanted = dims_of(check.series);
        double total = 0;
        std::size_t rows = 0;
        for (const Figure& figure : tried(check.file).figures) {
            const bool in_period =
                check.period == "*" || std::ranges::find(periods, figure.period) != periods.end();
            const bool in_series = std::ranges::all_of(wanted, [&](const auto& dim) {
                const auto found = figure.dims.find(dim.first);
                return found != figure.dims.end() && found->second == dim.second;
            });
            if (in_period && in_series) {
                total += figure.value.value_or(0);
                ++rows;
            }
        }
        note(total);
        const bool same =
            near(total, std::stod(check.figure)) && std::to_string(rows) == check.cell;
        return same ? ""
                    : fmt::format("expected {} from {} rows, found {} from {}",
                                  check.figure,
                                  check.cell,
                                  total,
                                  rows);
    }

    // To as many decimals as the publisher prints.
    std::string change(const Check& check) {
        if (!last_ || !before_) {
            return "no two figures before";
        }
        const std::size_t point = check.figure.find('.');
        const std::size_t decimals =
            point == std::string::npos ? 0 : check.figure.size() - point - 1;
        const double percent = 100 * (*last_ - *before_) / *before_;
        const std::string found = fmt::format("{:.{}f}", percent, decimals);
        return found == check.figure ? ""
                                     : fmt::format("expected {}%, found {}%", check.figure, found);
    }

    std::string held(const Check& check) {
        const Tried& all = tried(check.file);
        const bool found = std::ranges::any_of(all.held, [&](const json& reason) {
            const std::string cell = reason.value("cell", "");
            return reason.value("check", "") == check.series &&
                   (check.cell.empty() || check.cell == cell ||
                    check.cell == reason.value("sheet", "") + "!" + cell);
        });
        return found ? ""
                     : fmt::format("expected held by {}, found {}", check.series, all.held.dump());
    }

    std::string load(const Check& check) {
        const Told told = desk_.load(data_ / check.file, check.period, check.series);
        return told.code == 0 ? "" : told.out + told.err;
    }

    std::string kept(const Check& check, const std::string& period, const std::string& as_of) {
        const Told told = desk_.values(check.series, as_of);
        const json series = json::parse(told.out, nullptr, false);
        if (!series.is_object()) {
            return told.out + told.err;
        }
        for (const json& each : series.value("figures", json::array())) {
            if (period_of(each.at("period")) == period_of(period)) {
                const Figure figure = figure_of(each, dims_of(check.series), each.at("evidence"));
                note(figure.value);
                return differs(check, figure);
            }
        }
        return fmt::format("{} has no figure for {}: {}", check.series, period, told.out);
    }

    void note(std::optional<double> value) {
        before_ = last_;
        last_ = value;
    }

    fs::path data_;
    Desk desk_{GetParam(), here, root / "config/default"};
    std::map<std::string, Tried> tried_;
    std::optional<double> before_;
    std::optional<double> last_;

  protected:
    [[nodiscard]] const Desk& desk() const { return desk_; }
};

TEST_P(Publication, HasTheFiguresThatPeopleReadInIt) {
    const auto checks = read_checks(here / "checks" / (GetParam() + ".tsv"));
    ASSERT_TRUE(checks) << checks.error().to_text();
    ASSERT_FALSE(checks->empty());
    const Told configuration = desk().check();
    ASSERT_EQ(configuration.code, 0) << configuration.out << configuration.err;
    for (const Check& each : *checks) {
        const std::string problem = check(each);
        ++tally().checked;
        tally().equal += problem.empty() ? 1 : 0;
        EXPECT_EQ(problem, "") << GetParam() << ".tsv:" << each.line;
    }
}

// A table for each source file and the other way round.
std::vector<std::string> publications() {
    std::vector<std::string> ids;
    for (const auto& entry : fs::directory_iterator(here / "checks")) {
        if (entry.path().extension() == ".tsv") {
            ids.push_back(entry.path().stem().string());
        }
    }
    std::ranges::sort(ids);
    return ids;
}

TEST(Publications, AllHaveChecks) {
    const auto ids = publications();
    for (const auto& entry : fs::directory_iterator(here / "sources")) {
        if (entry.path().extension() == ".toml") {
            EXPECT_NE(std::ranges::find(ids, entry.path().stem().string()), ids.end())
                << entry.path() << " is not checked";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, Publication, testing::ValuesIn(publications()), [](const auto& each) {
    std::string name = each.param;
    std::ranges::replace(name, '-', '_');
    return name;
});

} // namespace
} // namespace tidemark::published

int main(int count, char** arguments) {
    testing::InitGoogleTest(&count, arguments);
    (void)tidemark::published::tally();
    return RUN_ALL_TESTS();
}
