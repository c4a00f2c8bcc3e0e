#include "pipeline/parse/parse.hpp"
#include "pipeline/parse/worker/worker.hpp"
#include "tests/support/books/book.hpp"
#include "tests/unit/worker/sample.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stop_token>
#include <string>
#include <thread>

namespace tidemark::parse {
namespace {

using testing::HasSubstr;

constexpr const char* years = "year,offences\n2018/19,\"8,224\"\n2019/20,10391\n";

RawFile csv() {
    RawFile file;
    file.name = "online.csv";
    file.sha256 = "abc";
    return file;
}

std::unique_ptr<Parser> child(std::uint64_t wall_seconds = 120,
                              std::uint64_t memory = 256ULL << 20U,
                              std::stop_token stop = {}) {
    RoomLimits limits;
    limits.wall_seconds = wall_seconds;
    limits.memory = memory;
    limits.cpu_seconds = 60;
    return make_child_parser(limits, WORKER_CHILD, std::move(stop));
}

// The error of a child that is told how to misbehave.
Error misbehaving(const std::string& how, std::uint64_t wall_seconds = 120) {
    auto parsed = child(wall_seconds)->parse(csv(), years + how, test::year_recipe());
    EXPECT_FALSE(parsed) << how;
    Error error = parsed ? Error{} : parsed.error();
    EXPECT_EQ(error.source, "example");
    EXPECT_EQ(error.file, "online.csv");
    // Every child is gone: none left to wait for.
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
    return error;
}

TEST(Worker, ParsesInTheChildAsInThisProcess) {
    const auto here = make_local_parser()->parse(csv(), years, test::year_recipe());
    const auto there = child()->parse(csv(), years, test::year_recipe());
    ASSERT_TRUE(here) << here.error().to_text();
    ASSERT_TRUE(there) << there.error().to_text();
    EXPECT_EQ(test::print(*there), test::print(*here));
    EXPECT_EQ(there->file, csv());
    ASSERT_EQ(there->observations.size(), 2U);
    EXPECT_EQ(there->observations[1].value, 10391);
}

TEST(Worker, ReadsAWorkbookInTheChildAsInThisProcess) {
    const auto here = make_local_parser()->read("online.csv", years, {});
    const auto there = child()->read("online.csv", years, {});
    ASSERT_TRUE(here) << here.error().to_text();
    ASSERT_TRUE(there) << there.error().to_text();
    EXPECT_EQ(test::print(*there), test::print(*here));
}

TEST(Worker, TracesInTheChildAsInThisProcess) {
    const Area first_rows{{0, 0}, {1, 9}};
    Tracing here{.area = first_rows};
    const auto parsed = parse(csv(), years, test::year_recipe(), {}, 1, nullptr, &here);
    const auto there =
        trace_in_child({}, csv(), years, test::year_recipe(), first_rows, WORKER_CHILD);
    ASSERT_TRUE(parsed) << parsed.error().to_text();
    ASSERT_TRUE(there) << there.error().to_text();
    EXPECT_EQ(test::print(there->file), test::print(*parsed));
    EXPECT_EQ(there->file.file, csv());
    EXPECT_EQ(there->sheets, here.sheets);
    EXPECT_EQ(there->file.observations.size(), 2U);
    ASSERT_EQ(there->sheets.size(), 1U);
    EXPECT_EQ(there->sheets.front().uses.size(), 4U); // three heads, one label
    const auto broken =
        trace_in_child({}, csv(), "PK\x03\x04", test::year_recipe(), first_rows, WORKER_CHILD);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().source, "example");
}

TEST(Worker, AnOutlineIsTheWorkbookWithoutItsCells) {
    const auto book = child()->read("online.csv", years, {});
    RoomLimits limits;
    const auto outline = outline_in_child(limits, "online.csv", years, {}, WORKER_CHILD);
    ASSERT_TRUE(book) << book.error().to_text();
    ASSERT_TRUE(outline) << outline.error().to_text();
    EXPECT_EQ(*outline, outline_of(*book));
    ASSERT_EQ(outline->sheets.size(), 1U);
    EXPECT_EQ(outline->sheets[0].cells, 6U);
}

// Three sheets, read by two threads where they are laid out; one of them without a cell.
TEST(Worker, ReadsABookOfSeveralSheetsInTheChildAsInThisProcess) {
    const std::string bytes =
        tidemark::test::to_xlsx({{.name = "Notes", .rows = {{std::string("About"), 1.0}}},
                                 {.name = "Nothing", .rows = {}},
                                 {.name = "Table", .rows = {{2.0}, {std::string("Kent"), 3.0}}}});
    Read how;
    for (const char* sheet : {"", "^Table$"}) {
        how.sheet = Pattern::compile(sheet).value();
        const auto here = make_local_parser()->read("a.xlsx", bytes, how);
        const auto there = child()->read("a.xlsx", bytes, how);
        ASSERT_TRUE(here && there);
        ASSERT_EQ(there->sheets.size(), 3U);
        EXPECT_EQ(there->sheets[2].cells.size(), 3U);
        EXPECT_EQ(there->sheets[0].cells.empty(), !how.sheet.empty());
        EXPECT_EQ(test::print(*there), test::print(*here));
    }
    const auto outline = outline_in_child({}, "a.xlsx", bytes, {}, WORKER_CHILD);
    ASSERT_TRUE(outline) << outline.error().to_text();
    ASSERT_EQ(outline->sheets.size(), 3U);
    EXPECT_THAT(outline->sheets[2].first, testing::ElementsAre("2", "Kent", "3"));
}

// "2019/20,0", "2019/20,1", ...: more observations than one part of the answer holds.
std::string long_list(int rows, const std::string& middle = "") {
    std::string text = "force,year,offences\n";
    for (int row = 0; row < rows; ++row) {
        text += row == rows / 2 ? middle : "";
        text += "Force " + std::to_string(row % 1000) + ",2019/20," + std::to_string(row) + "\n";
    }
    return text;
}

Recipe forces_recipe() {
    Recipe recipe = test::year_recipe();
    DimRule& force = recipe.layouts.front().dims.emplace_back();
    force.name = "force";
    force.from = FromColumns{.columns = {"force"}, .instead = {}};
    return recipe;
}

// Its observations go out while it is read: it must come out as it does in one process, also where
// what went out turns out not to be the file.
TEST(Worker, AListThatGoesOutInPiecesIsWhole) {
    for (const char* middle : {"", "force,year,offences\n", "Force 1,2019/20,unknown\n"}) {
        const std::string text = long_list(5000, middle);
        const auto here = make_local_parser()->parse(csv(), text, forces_recipe());
        const auto there = child()->parse(csv(), text, forces_recipe());
        ASSERT_TRUE(here) << here.error().to_text();
        ASSERT_TRUE(there) << there.error().to_text();
        EXPECT_EQ(test::print(*there), test::print(*here));
        EXPECT_EQ(there->observations.size(),
                  std::string_view(middle).starts_with("force") ? 0U : 5000U);
        EXPECT_EQ(there->held.size(), std::string_view(middle).empty() ? 0U : 1U);
    }
    const auto broken = child()->parse(csv(), long_list(5000) + "\"open", forces_recipe());
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, "read.csv");
}

// By two threads in the child, where there are two processors.
TEST(Worker, SeveralSheetsAreParsedInTheChildAsInThisProcess) {
    tidemark::test::Book book;
    for (int i = 0; i < 9; ++i) {
        auto& sheet = book.emplace_back();
        sheet.name = "T" + std::to_string(i);
        sheet.rows.push_back({std::string("year"), std::string("offences")});
        for (int row = 0; row < 500; ++row) {
            sheet.rows.push_back({std::string("2019/20"), i * 1000.0 + row});
        }
    }
    const std::string bytes = tidemark::test::to_xlsx(book);
    Recipe recipe = test::year_recipe();
    recipe.read.each_sheet = Pattern::compile("^T").value();
    const auto here = make_local_parser()->parse(csv(), bytes, recipe);
    const auto there = child()->parse(csv(), bytes, recipe);
    ASSERT_TRUE(here) << here.error().to_text();
    ASSERT_TRUE(there) << there.error().to_text();
    EXPECT_EQ(there->observations.size(), 4500U);
    EXPECT_EQ(test::print(*there), test::print(*here));
}

TEST(Worker, OfACellRangeOnlyItsCellsComeBack) {
    const std::string bytes =
        tidemark::test::to_xlsx({{.name = "Notes", .rows = {{std::string("About"), 1.0}}},
                                 {.name = "Table", .rows = {{2.0}, {std::string("Kent"), 3.0}}}});
    const auto book = cells_in_child({}, "a.xlsx", bytes, {}, {{1, 0}, {9, 0}}, WORKER_CHILD);
    ASSERT_TRUE(book) << book.error().to_text();
    ASSERT_EQ(book->sheets.size(), 2U);
    EXPECT_TRUE(book->sheets[0].cells.empty());
    ASSERT_EQ(book->sheets[1].cells.size(), 1U);
    EXPECT_EQ(book->sheets[1].cells[0].text, "Kent");
}

TEST(Worker, CarriesTheReadersErrorsAndTheLayoutsHolds) {
    const auto refused = child()->parse(csv(), "<!DOCTYPE html><html></html>", test::year_recipe());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::malformed);
    EXPECT_EQ(refused.error().file, "online.csv");
    const auto held = child()->parse(csv(), "jahr,offences\n2018/19,1\n", test::year_recipe());
    ASSERT_TRUE(held) << held.error().to_text();
    ASSERT_EQ(held->held.size(), 1U);
    EXPECT_EQ(held->held[0].code, "layout.header");
}

TEST(Worker, GivesTheChildNothingButItsJob) {
    EXPECT_THAT(misbehaving("SURROUNDINGS").found, HasSubstr("ended with code 42"));
}

TEST(Worker, NamesTheSignalAChildDiedOf) {
    EXPECT_EQ(misbehaving("CRASH").found, "it died of SIGSEGV");
    const Error error = misbehaving("ABORT");
    EXPECT_EQ(error.found, "it died of SIGABRT");
    EXPECT_EQ(error.fault, Fault::malformed);
    EXPECT_EQ(error.code, "parse.child");
}

TEST(Worker, SaysWhatBecameOfAChildThatDidNotAnswer) {
    EXPECT_EQ(misbehaving("SILENT").found, "it ended with code 7 after 0 bytes");
    EXPECT_THAT(misbehaving("HALF").found, HasSubstr("it ended with code 0 after "));
    EXPECT_THAT(misbehaving("CLOSE AND STAY").found, HasSubstr("it died of SIGKILL"));
    EXPECT_THAT(misbehaving("GARBAGE").found, HasSubstr("bytes that are none"));
    EXPECT_THAT(misbehaving("ENDLESS").found, HasSubstr("more; the parse child was killed"));
    EXPECT_EQ(misbehaving("OTHER QUESTION").found, "an answer to another");
}

TEST(Worker, KillsAChildThatHangs) {
    const Error error = misbehaving("HANG", 1);
    EXPECT_EQ(error.fault, Fault::limit);
    EXPECT_EQ(error.code, "parse.time");
    EXPECT_THAT(error.expected, HasSubstr("within 1 s"));
}

TEST(Worker, KillsAChildThatNeverStopsTalking) {
    EXPECT_EQ(misbehaving("CHATTER", 1).code, "parse.time");
}

TEST(Worker, NamesTheProcessorLimit) {
    const Error error = misbehaving("SPIN");
    EXPECT_EQ(error.fault, Fault::limit);
    EXPECT_EQ(error.code, "parse.cpu");
    EXPECT_THAT(error.next, HasSubstr("parse.cpu"));
}

TEST(Worker, TakesAnAnswerFromAChildThatDoesNotEnd) {
    const auto parsed =
        child()->parse(csv(), std::string(years) + "ANSWER AND STAY", test::year_recipe());
    ASSERT_TRUE(parsed) << parsed.error().to_text();
    EXPECT_EQ(parsed->layout, "stayed");
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(Worker, StopsAtOnceWhenAskedTo) {
    Result<ParsedFile> parsed;
    std::jthread parsing([&](const std::stop_token& stop) {
        parsed = child(600, 256ULL << 20U, stop)->parse(csv(), "HANG", test::year_recipe());
    });
    parsing.request_stop(); // before the child is there, or while it hangs
    parsing.join();
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, "parse.stopped");
    EXPECT_EQ(parsed.error().fault, Fault::unavailable);
}

#ifndef TIDEMARK_SANITIZED
TEST(Worker, NamesTheMemoryLimit) {
    // Rows go out as they are read, and take no memory; series stay.
    std::string big = "force,year,offences\n";
    for (int i = 0; i < 200'000; ++i) {
        big += "a force of its own " + std::to_string(i) + ",2018/19,1\n";
    }
    const auto parsed = child(120, 16ULL << 20U)->parse(csv(), big, forces_recipe());
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().fault, Fault::limit);
    EXPECT_EQ(parsed.error().code, "parse.memory");
    EXPECT_EQ(parsed.error().expected, "a file that is read within 16 MiB");
}
#endif

TEST(Worker, SaysWhenTheProgramCannotBeStarted) {
    const auto parsed =
        make_child_parser({}, "/no/such/program")->parse(csv(), years, test::year_recipe());
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, "parse.spawn");
    EXPECT_EQ(parsed.error().fault, Fault::unavailable);
    EXPECT_EQ(parsed.error().found, "No such file or directory");
}

TEST(Worker, LeavesNoDescriptorOpen) {
    const auto open = [] {
        int count = 0;
        for (int fd = 0; fd < 1024; ++fd) {
            count += fcntl(fd, F_GETFD) == -1 ? 0 : 1;
        }
        return count;
    };
    const int before = open();
    static_cast<void>(child()->parse(csv(), years, test::year_recipe()));
    static_cast<void>(misbehaving("CRASH"));
    static_cast<void>(misbehaving("GARBAGE"));
    EXPECT_EQ(open(), before);
}

TEST(Worker, ServesManyThreadsAtOnce) {
    const auto parser = child();
    std::vector<std::jthread> threads;
    std::vector<std::size_t> read(8);
    for (std::size_t i = 0; i < read.size(); ++i) {
        threads.emplace_back([&, i] {
            const auto parsed = parser->parse(csv(), years, test::year_recipe());
            read[i] = parsed ? parsed->observations.size() : 0;
        });
    }
    threads.clear();
    EXPECT_THAT(read, testing::Each(2U));
}

TEST(Child, RefusesAJobOfAnotherProgram) {
    std::FILE* job = std::tmpfile();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(run_child(fileno(job), -1), 3); // nothing in it
    std::fputs("something else, and long enough to hold a head", job);
    std::fflush(job);
    EXPECT_EQ(run_child(fileno(job), -1), 3);
    std::fclose(job);
}

} // namespace
} // namespace tidemark::parse
