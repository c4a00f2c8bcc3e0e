#include "pipeline/load/checks.hpp"
#include "pipeline/parse/parse.hpp"
#include "pipeline/run/reading.hpp"
#include "tests/support/fakes.hpp"

#include <gmock/gmock.h>

namespace tidemark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Notes what it is asked to read; refuses files named "bad...".
class NotingParser final : public Parser {
  public:
    Result<ParsedFile> parse(const RawFile& file, std::string_view, const Recipe&) override {
        asked.push_back(file.name);
        if (file.name.starts_with("bad")) {
            return fail({.fault = Fault::malformed, .code = "read.zip"});
        }
        return ParsedFile{.file = file};
    }

    Result<Workbook> read(std::string_view, std::string_view, const Read&) override {
        return Workbook{};
    }

    Result<Page> page(PageKind, std::string_view, std::string_view) override { return Page{}; }

    [[nodiscard]] std::string limits() const override { return "none"; }

    std::vector<std::string> asked;
};

class Reading : public testing::Test {
  protected:
    RawFile kept(const std::string& name) {
        return {.sha256 = archive_.put(name).value(), .name = name};
    }

    KnownFile known(const std::string& name, bool accepted = false) {
        RawFile file = kept(name);
        file.parser = parse::parser_digest(source_.recipe);
        return {.file = file, .accepted = accepted, .newest = true};
    }

    KnownFile held(const std::string& name, bool accepted = false) {
        KnownFile file = known(name, accepted);
        file.outcome = KnownFile::Outcome::held;
        file.file.parser = load::checks_digest(file.file.parser, source_);
        return file;
    }

    Result<Batch> read(Release release, const Known& known, Force force = Force::no) {
        return read_release(std::move(release), source_, known, force, archive_, parser_);
    }

    Source source_{.id = "forces"};
    test::MemoryArchive archive_;
    NotingParser parser_;
};

TEST_F(Reading, TakesOnlyBytesThatAreNew) {
    const auto batch = read({.files = {kept("a"), kept("b")}}, {.files = {known("a")}});
    EXPECT_THAT(parser_.asked, ElementsAre("b"));
    EXPECT_EQ(batch->files.size(), 1U);
    EXPECT_EQ(batch->release.files.size(), 2U) << "what was served is noted for all";
}

TEST_F(Reading, TakesEverythingWhenForced) {
    (void)read({.files = {kept("a")}}, {.files = {known("a")}}, Force::yes);
    EXPECT_THAT(parser_.asked, ElementsAre("a"));
}

TEST_F(Reading, TakesWhatAPersonLetIn) {
    (void)read({.files = {kept("a")}}, {.files = {known("a", true)}});
    EXPECT_THAT(parser_.asked, ElementsAre("a"));
}

TEST_F(Reading, TakesTheArchiveAgainWhenTheLayoutWasMended) {
    const Known before{.files = {known("a"), known("b")}};
    EXPECT_THAT(read(release_from_archive(source_, before), before)->files, IsEmpty());
    source_.recipe.total_dim = "area";
    const auto batch = read(release_from_archive(source_, before), before);
    EXPECT_THAT(parser_.asked, ElementsAre("a", "b"));
    EXPECT_TRUE(batch->release.reread);
}

TEST_F(Reading, TakesTheKeptFilesFirstWhenNewBytesMeetAMendedLayout) {
    const Known before{.files = {known("a"), known("b")}};
    EXPECT_EQ(read({.files = {kept("c")}}, before)->files.size(), 1U);
    source_.recipe.total_dim = "area";
    parser_.asked.clear();
    const auto batch = read({.files = {kept("c")}}, before);
    EXPECT_THAT(parser_.asked, ElementsAre("a", "b", "c"));
    EXPECT_FALSE(batch->release.reread);
    EXPECT_EQ(batch->release.files.size(), 1U) << "what was served";
}

TEST_F(Reading, TakesWhatIsHeldAgainWhenItsChecksWereMended) {
    const Known before{.files = {known("a"), held("b")}};
    EXPECT_THAT(read({}, before)->files, IsEmpty());
    source_.hold.shrink_percent = 50;
    (void)read({}, before);
    EXPECT_THAT(parser_.asked, ElementsAre("b")) << "what was let in stays in";
}

TEST_F(Reading, TakesNoKeptFileThatWaitsBesideANewEdition) {
    const Known before{.files = {held("a", true)}};
    (void)read({.files = {kept("c")}}, before);
    EXPECT_THAT(parser_.asked, ElementsAre("c"));
    source_.find = FindDir{};
    (void)read({.files = {kept("d")}}, before);
    EXPECT_THAT(parser_.asked, ElementsAre("c", "a", "d")) << "in a folder it is another answer";
}

TEST_F(Reading, TakesAnEditionThatCameBack) {
    KnownFile older = known("a");
    older.newest = false;
    (void)read({.files = {kept("a")}}, {.files = {older, known("b")}});
    EXPECT_THAT(parser_.asked, ElementsAre("a"));
}

TEST_F(Reading, ReadsASupersededFileAgainOnlyUnderOtherWords) {
    KnownFile same = held("a");
    same.outcome = KnownFile::Outcome::superseded;
    KnownFile other = same;
    other.file = kept("b");
    other.file.parser = "an older one";
    same.let_in = other.let_in = true;
    (void)read({}, {.files = {same, other}});
    EXPECT_THAT(parser_.asked, ElementsAre("b"));
}

TEST_F(Reading, TakesFilesThatContradictedOneThatIsGone) {
    source_.find = FindDir{};
    KnownFile gone = held("a");
    KnownFile left = held("b");
    gone.disputed = left.disputed = true;
    const Known before{.files = {gone, left}};
    EXPECT_THAT(read({}, before)->files, IsEmpty());
    const auto batch = read({.gone = {"a"}}, before);
    EXPECT_THAT(parser_.asked, ElementsAre("b"));
    EXPECT_THAT(batch->release.gone, ElementsAre("a"));
}

TEST_F(Reading, NeedsNoPublisherForWhatAPersonLetIn) {
    const Error down{.fault = Fault::unavailable, .code = "fetch.status"};
    const auto without = [&](const Known& known) {
        return read_without_look(down, source_, known, archive_, parser_);
    };
    const auto batch = without({.files = {known("a", true), known("b")}});
    ASSERT_TRUE(batch);
    EXPECT_THAT(parser_.asked, ElementsAre("a"));
    EXPECT_EQ(batch->failure, down) << "it is said beside it";
    const auto nothing = without({.files = {known("a"), known("b")}});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error(), down);
}

TEST_F(Reading, DoesNotBlameTheFileForALossOfTheArchive) {
    RawFile lost = kept("a");
    lost.sha256 = "0";
    const auto batch = read({.files = {lost}}, {});
    ASSERT_FALSE(batch);
    EXPECT_EQ(batch.error().source, "forces");
}

TEST_F(Reading, RefusesAFileThatCannotBeReadAndGoesOn) {
    const auto batch = read({.files = {kept("bad"), kept("good")}}, {});
    EXPECT_EQ(batch->files.size(), 1U);
    ASSERT_EQ(batch->refused.size(), 1U);
    EXPECT_EQ(batch->refused[0].reasons[0].code, "read.zip");
}

TEST_F(Reading, StopsWhenTheArchiveCannotBeUsed) {
    class Broken final : public Archive {
      public:
        Result<std::string> put(std::string_view) override { return ""; }

        Result<std::string> get(std::string_view) const override {
            return fail({.fault = Fault::storage, .code = "archive.read"});
        }
    } broken;

    const auto batch =
        read_release({.files = {kept("a")}}, source_, {}, Force::no, broken, parser_);
    ASSERT_FALSE(batch);
    EXPECT_EQ(batch.error().code, "archive.read");
}

} // namespace
} // namespace tidemark
