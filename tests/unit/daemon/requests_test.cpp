// Decisions as files: in and out, and what the writer does with each.
#include "daemon/requests.hpp"
#include "pipeline/base/files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

class DecisionStore final : public Store {
  public:
    Result<void> decide(const Decision& decision) override {
        if (fault) {
            return fail({.fault = *fault, .code = "test"});
        }
        decisions.push_back(decision);
        return {};
    }

    Result<Known> known(std::string_view) override { return none<Known>(); }

    Result<Snapshot> snapshot(std::string_view, const AsOf&) override { return none<Snapshot>(); }

    Result<std::vector<Mark>> marks(std::string_view) override { return none<std::vector<Mark>>(); }

    Result<std::vector<Revision>> revisions(std::string_view) override {
        return none<std::vector<Revision>>();
    }

    Result<std::vector<SeriesKey>> series_keys(std::string_view) override {
        return none<std::vector<SeriesKey>>();
    }

    Result<std::vector<Said>> said(std::string_view) override { return none<std::vector<Said>>(); }

    Result<std::optional<Said>> find_said(std::string_view) override {
        return none<std::optional<Said>>();
    }

    Result<std::vector<Line>> lines(const LineFilter&) override {
        return none<std::vector<Line>>();
    }

    Result<std::vector<Health>> health() override { return none<std::vector<Health>>(); }

    Result<std::vector<Held>> held(std::string_view) override { return none<std::vector<Held>>(); }

    Result<std::vector<RawFile>> raw_files(std::string_view) override {
        return none<std::vector<RawFile>>();
    }

    Result<std::unique_ptr<Pass>> begin(std::string_view) override {
        return none<std::unique_ptr<Pass>>();
    }

    Result<Position> position(std::string_view) override { return none<Position>(); }

    Result<void> advance(std::string_view, const Position&) override { return none<void>(); }

    std::vector<Decision> decisions;
    std::optional<Fault> fault;

  private:
    template <typename T>
    static Result<T> none() {
        return fail({.fault = Fault::storage, .code = "not asked for"});
    }
};

class Requests : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "requests-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
    }

    void TearDown() override { fs::remove_all(folder); }

    [[nodiscard]] std::size_t files(const std::string& extension) const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(folder)) {
            count += entry.path().extension() == extension ? 1 : 0;
        }
        return count;
    }

    fs::path folder;
    DecisionStore store;
    Log log{Log::Form::silent};
};

Decision letter() {
    return {.what = "letter",
            .source = "foi-online-cso",
            .target = "E23000001",
            .answer = "refused",
            .period = financial_year(2019),
            .by = "J \"S\" Smith",
            .why = "letter of 1 July\nsecond line",
            .at = parse_instant("2020-07-02T09:00:00.123Z").value()};
}

void expect_same(const Decision& a, const Decision& b) {
    EXPECT_EQ(a.what, b.what);
    EXPECT_EQ(a.source, b.source);
    EXPECT_EQ(a.target, b.target);
    EXPECT_EQ(a.file, b.file);
    EXPECT_EQ(a.digest, b.digest);
    EXPECT_EQ(a.answer, b.answer);
    EXPECT_EQ(a.period, b.period);
    EXPECT_EQ(a.by, b.by);
    EXPECT_EQ(a.why, b.why);
    EXPECT_EQ(a.at, b.at);
}

TEST(Decisions, ReadBackAsWritten) {
    expect_same(decision_from(to_json(letter())).value(), letter());
    Decision accept = letter();
    accept.period.reset();
    expect_same(decision_from(to_json(accept)).value(), accept);
}

TEST(Decisions, AreRefusedWhenAnythingIsMissing) {
    for (const char* json : {"", "[]", "{}", R"({"what":1})", "not json", R"({"what":"accept"})"}) {
        EXPECT_FALSE(decision_from(json)) << json;
    }
    std::string bad_period = to_json(letter());
    bad_period.replace(bad_period.find("2019/20"), 7, "2019/99");
    EXPECT_FALSE(decision_from(bad_period));
}

TEST_F(Requests, AreAppliedOldestFirstAndRemoved) {
    Decision later = letter();
    later.at += std::chrono::hours(1);
    later.source = "other";
    ASSERT_TRUE(leave_request(folder, later));
    ASSERT_TRUE(leave_request(folder, letter()));
    const auto sources = settle_requests(folder, store, log);
    ASSERT_TRUE(sources);
    EXPECT_EQ(*sources, (std::vector<std::string>{"foi-online-cso", "other"}));
    EXPECT_EQ(store.decisions.size(), 2U);
    EXPECT_EQ(files(".json"), 0U);
    EXPECT_TRUE(settle_requests(folder, store, log)->empty());
}

TEST_F(Requests, ThatCannotBeReadAreSetAside) {
    std::ofstream(folder / "1.json") << "{\"what\":";
    ASSERT_TRUE(leave_request(folder, letter()));
    EXPECT_EQ(settle_requests(folder, store, log)->size(), 1U);
    EXPECT_EQ(files(".refused"), 1U);
    EXPECT_EQ(files(".json"), 0U);
}

TEST_F(Requests, WaitWhenStorageIsLost) {
    ASSERT_TRUE(leave_request(folder, letter()));
    store.fault = Fault::storage;
    EXPECT_FALSE(settle_requests(folder, store, log));
    EXPECT_EQ(files(".json"), 1U);
}

TEST_F(Requests, AreNoneWithoutTheirFolder) {
    EXPECT_TRUE(settle_requests(folder / "missing", store, log)->empty());
}

} // namespace
} // namespace tidemark
