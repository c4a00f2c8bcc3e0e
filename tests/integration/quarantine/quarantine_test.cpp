// Bytes that kill the child are not read again by themselves, and other sources go on.
#include "pipeline/fetch/turns.hpp"
#include "pipeline/load/store.hpp"
#include "pipeline/parse/worker/worker.hpp"
#include "pipeline/run.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/worker/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace tidemark {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* years = "year,offences\n2018/19,\"8,224\"\n2019/20,10391\n";

// A parser that counts what it is asked to read. Its child dies where a file says CRASH.
class CountingParser final : public Parser {
  public:
    explicit CountingParser(RoomLimits limits)
        : child_(parse::make_child_parser(limits, WORKER_CHILD)) {}

    Result<ParsedFile>
    parse(const RawFile& file, std::string_view bytes, const Recipe& recipe) override {
        ++asked;
        return child_->parse(file, bytes, recipe);
    }

    Result<Workbook> read(std::string_view name, std::string_view bytes, const Read& how) override {
        return child_->read(name, bytes, how);
    }

    Result<Page>
    page(PageKind kind, std::string_view content_type, std::string_view bytes) override {
        return child_->page(kind, content_type, bytes);
    }

    [[nodiscard]] std::string limits() const override { return child_->limits(); }

    int asked = 0;

  private:
    std::unique_ptr<Parser> child_;
};

class Quarantine : public testing::Test {
  protected:
    // One pass of a source.
    Report pass(const Source& source, Force force = Force::no) {
        clock_.time += std::chrono::hours(1);
        fetch::Progress progress;
        Ports ports{.clock = clock_,
                    .transport = transport_,
                    .turns = *turns_,
                    .archive = archive_,
                    .parser = *parser_};
        const auto collected =
            collect(source, store_->known(source.id).value(), force, progress, ports, {});
        auto report = commit(source, {}, collected, clock_.time, *store_, {}, clock_);
        EXPECT_TRUE(report) << report.error().to_text();
        return std::move(*report);
    }

    static Source source(const std::string& id) {
        Source source;
        source.id = id;
        source.title = id;
        source.find = FindUrl{.url = "https://example.org/" + id + ".csv"};
        source.fetch.every_host = std::chrono::milliseconds(0);
        source.recipe = parse::test::year_recipe();
        source.recipe.source = id;
        return source;
    }

    void serve(const std::string& name, const std::string& bytes) {
        const std::string url = "https://example.org/" + name;
        Response response;
        response.status = 200;
        response.body = bytes;
        response.url = url;
        served_[url] = response;
        transport_ = test::ScriptedTransport();
        for (const auto& [known, body] : served_) {
            transport_.answer(known, body);
        }
    }

    Result<void> accept(const std::string& source, const std::string& check) {
        const RawFile file = store_->held(source)->front().file;
        return store_->decide({.what = "accept",
                               .source = source,
                               .target = check,
                               .file = file.name,
                               .digest = file.sha256,
                               .answer = {},
                               .period = {},
                               .by = "Ann",
                               .why = "the program was mended",
                               .at = clock_.time});
    }

    void use_limits(RoomLimits limits) { parser_ = std::make_unique<CountingParser>(limits); }

    test::TemporaryFolder folder_;
    test::FakeClock clock_{parse_instant("2020-09-05T06:00:00Z").value()};
    test::ScriptedTransport transport_;
    std::map<std::string, Response> served_;
    test::MemoryArchive archive_;
    std::unique_ptr<Turns> turns_ = fetch::make_turns();
    std::unique_ptr<Store> store_ = load::open_store(folder_.path()).value();
    std::unique_ptr<CountingParser> parser_ = std::make_unique<CountingParser>(RoomLimits{});
    Source bad_ = source("bad");
    Source good_ = source("good");
};

TEST_F(Quarantine, AFileThatKillsTheChildIsNotTriedAgainAndOthersGoOn) {
    serve("bad.csv", std::string(years) + "CRASH");
    const Report first = pass(bad_);
    EXPECT_EQ(first.run.outcome, Outcome::failed);
    EXPECT_THAT(first.run.detail, HasSubstr("it died of SIGSEGV"));
    EXPECT_THAT(first.run.detail,
                HasSubstr("'tidemark accept bad --check parse.child --by NAME --why REASON'"));
    EXPECT_EQ(parser_->asked, 1);

    serve("good.csv", years);
    EXPECT_EQ(pass(good_).run.outcome, Outcome::loaded);
    EXPECT_EQ(parser_->asked, 2);

    const Report second = pass(bad_);
    EXPECT_EQ(second.run.outcome, Outcome::failed) << "it still waits";
    EXPECT_THAT(second.lines, IsEmpty()) << "said once";
    pass(bad_, Force::yes);
    EXPECT_EQ(parser_->asked, 2) << "not tried again, not by --force either";
    const auto held = store_->held("bad").value();
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].reasons[0].code, "parse.child");
}

TEST_F(Quarantine, HoldsTheBytesUnderAnotherNameAndAfterOtherReleases) {
    serve("bad.csv", std::string(years) + "CRASH");
    pass(bad_);
    serve("bad.csv", years);
    EXPECT_EQ(pass(bad_).run.outcome, Outcome::loaded);
    EXPECT_EQ(parser_->asked, 2);

    bad_.find = FindUrl{.url = "https://example.org/renamed.csv"};
    serve("renamed.csv", std::string(years) + "CRASH");
    const Report back = pass(bad_);
    EXPECT_EQ(back.run.outcome, Outcome::failed);
    EXPECT_THAT(back.run.detail, HasSubstr("it died of SIGSEGV"));
    EXPECT_EQ(parser_->asked, 2);
}

TEST_F(Quarantine, APersonLetsItBeTriedOnce) {
    serve("bad.csv", std::string(years) + "CRASH");
    pass(bad_);
    EXPECT_FALSE(accept("bad", "members"));
    ASSERT_TRUE(accept("bad", "parse.child"));
    pass(bad_);
    EXPECT_EQ(parser_->asked, 2);
    pass(bad_);
    EXPECT_EQ(parser_->asked, 2) << "once";
    ASSERT_TRUE(accept("bad", "*"));
    pass(bad_);
    EXPECT_EQ(parser_->asked, 3);
    EXPECT_EQ(store_->held("bad")->size(), 1U);
}

TEST_F(Quarantine, EndsWithAnotherLayoutOrOtherLimits) {
    serve("bad.csv", std::string(years) + "CRASH");
    pass(bad_);
    bad_.recipe.read.hidden = true;
    pass(bad_);
    EXPECT_EQ(parser_->asked, 2);
    RoomLimits more;
    more.memory *= 2;
    use_limits(more);
    pass(bad_);
    pass(bad_);
    EXPECT_EQ(parser_->asked, 1) << "once by the new one";
}

TEST_F(Quarantine, WhatABudgetRefusedIsReadOnceTheBudgetIsRaised) {
    RoomLimits few;
    few.budgets.cells = 4;
    use_limits(few);
    serve("good.csv", years);
    const Report refused = pass(good_);
    EXPECT_THAT(refused.run.detail, HasSubstr("number of cells within 4"));
    EXPECT_THAT(refused.run.detail, HasSubstr("raise parse.cells in tidemark.toml"));
    pass(good_);
    EXPECT_EQ(parser_->asked, 1);
    use_limits({});
    EXPECT_EQ(pass(good_).run.outcome, Outcome::loaded);
    use_limits(few);
    EXPECT_EQ(pass(good_).run.outcome, Outcome::unchanged) << "limits are no part of what was read";
    EXPECT_EQ(parser_->asked, 0);
}

TEST_F(Quarantine, AChildThatCannotBeStartedIsNotTheFilesFault) {
    class NoChild final : public Parser {
      public:
        Result<ParsedFile>
        parse(const RawFile& file, std::string_view bytes, const Recipe& recipe) override {
            return parse::make_child_parser({}, "/no/such/program")->parse(file, bytes, recipe);
        }

        Result<Workbook> read(std::string_view, std::string_view, const Read&) override {
            return Workbook{};
        }

        Result<Page> page(PageKind, std::string_view, std::string_view) override { return Page{}; }

        [[nodiscard]] std::string limits() const override { return "none"; }
    } none;

    serve("good.csv", years);
    fetch::Progress progress;
    Ports ports{.clock = clock_,
                .transport = transport_,
                .turns = *turns_,
                .archive = archive_,
                .parser = none};
    const auto collected = collect(good_, {}, Force::no, progress, ports, {});
    ASSERT_FALSE(collected);
    EXPECT_EQ(collected.error().code, "parse.spawn");
    EXPECT_EQ(pass(good_).run.outcome, Outcome::loaded);
}

} // namespace
} // namespace tidemark
