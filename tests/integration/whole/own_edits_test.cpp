// An edit of the operator that is read to its end, in part, or in the pass that brings new bytes.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>

namespace tidemark::testing_house {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// One answer in a drop folder; a sum over a set of two kinds, and a number that it passes.
class OwnEdits : public Scene {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(folder / "in");
        name_first("x");
        configure("n", loose);
        answer("year,kind,n\n2018/19,x,600\n2018/19,y,10\n");
        ASSERT_THAT(lines_of_pass(), SizeIs(1));
    }

    // The code of "Images", in list and set.
    void name_first(const std::string& code) const {
        write("config/codelists.d/kinds.csv",
              fmt::format(
                  "code,name,aliases\n{},Images,{}\ny,Rape,\n", code, code == "x" ? "" : "x"));
        write("config/codelists.d/two.toml",
              fmt::format("[[set]]\nid = \"two\"\ntitle = \"two kinds\"\nnoun = \"kinds\"\n"
                          "codelist = \"kinds\"\nmembers = [\"{}\", \"y\"]\n",
                          code));
    }

    void answer(const std::string& bytes) const { write("in/Kent_1.csv", bytes); }

    void configure(const std::string& column, const std::string& more) const {
        write("config/sources.d/a.toml",
              fmt::format(R"([source]
id    = "a"
title = "Offences"

[find]
via    = "dir"
path   = "{}"
settle = "0s"
member = {{ dim = "area", from = "name", match = '^(?<area>[^_]+)_', codelist = "uk-police-forces" }}

[[layout]]
kind   = "list"
header = {{ has = ["year", "kind", "{}"] }}
value  = {{ column = "{}" }}
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[layout.dim]]
name     = "kind"
column   = "kind"
codelist = "kinds"

[[derive]]
id   = "pair"
sum  = "kind"
over = {{ set = "two" }}

[[rule]]
kind = "milestone"
for  = {{ area = "*", kind = "pair" }}
at   = 1000
{})",
                          (folder / "in").string(),
                          column,
                          column,
                          more));
    }

    // The lines of one pass, and its exit code.
    [[nodiscard]] std::vector<std::string> lines_of_pass(int code = 0) const {
        const std::size_t before = log_lines().size();
        EXPECT_EQ(tell("run").code, code);
        const auto all = log_lines();
        return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
    }

    static constexpr const char* loose = "[hold]\nlost_cols = \"allow\"\nnew_cols = \"allow\"\n";

    static std::string with_images(const std::string& in_2019) {
        return "year,kind,n\n2018/19,x,600\n2018/19,y,10\n2019/20,x," + in_2019 +
               "\n2019/20,y,10\n";
    }
};

TEST_F(OwnEdits, ACodeRenamedInListAndSetTakesNothingBack) {
    answer(with_images("1100"));
    ASSERT_THAT(with(lines_of_pass(), "first time above"), SizeIs(1));
    name_first("img");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " withdrawn "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " baseline "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(lines_of_pass(), IsEmpty());
    answer(with_images("1200"));
    EXPECT_THAT(with(lines_of_pass(), " restated "), ElementsAre(HasSubstr("1,210")));
}

TEST_F(OwnEdits, ARenameWhoseReReadIsHeldWaitsForItsEnd) {
    configure("n", "");
    answer(with_images("1100"));
    ASSERT_THAT(with(lines_of_pass(), "first time above"), SizeIs(1));
    name_first("img");
    const auto lines = lines_of_pass(1);
    EXPECT_THAT(lines, ElementsAre(HasSubstr(" held "))) << testing::PrintToString(lines);
    EXPECT_THAT(lines_of_pass(1), IsEmpty());
    configure("n", loose);
    const auto mended = lines_of_pass();
    EXPECT_THAT(with(mended, " withdrawn "), IsEmpty()) << testing::PrintToString(mended);
    EXPECT_THAT(with(mended, " new  "), IsEmpty()) << testing::PrintToString(mended);
    EXPECT_THAT(lines_of_pass(), IsEmpty());
}

TEST_F(OwnEdits, BytesThatAreReplacedInTheSamePassAreNotHeld) {
    configure("m", loose);
    answer("year,kind,m\n2018/19,x,600\n2018/19,y,10\n2019/20,x,1100\n2019/20,y,10\n");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " held "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, "first time above"), SizeIs(1)) << testing::PrintToString(lines);
    EXPECT_EQ(tell("status").code, 0);
    EXPECT_THAT(lines_of_pass(), IsEmpty());
}

TEST_F(OwnEdits, WhereNothingFitsEachIsSaid) {
    configure("m", loose);
    answer("year,kind,o\n2018/19,x,600\n2018/19,y,10\n");
    EXPECT_THAT(with(lines_of_pass(1), " held "), SizeIs(2));
    EXPECT_THAT(lines_of_pass(1), IsEmpty());
}

TEST_F(OwnEdits, BadBytesThatComeBackAreSaidAgain) {
    const std::string bad = "year,kind,n\n2018/19,x,600\n2018/19,Rapes,10\n";
    answer(bad);
    ASSERT_THAT(with(lines_of_pass(1), " held "), SizeIs(1));
    answer("year,kind,n\n2018/19,x,601\n2018/19,y,10\n");
    ASSERT_THAT(with(lines_of_pass(), " held "), IsEmpty());
    answer(bad);
    EXPECT_THAT(with(lines_of_pass(1), " held "), SizeIs(1));
}

TEST_F(OwnEdits, ALookThatFailsHidesNoOverdueRelease) {
    watch_national("late", "late.csv");
    serve("late.csv", "year,offences\n2016/17,700\n");
    std::filesystem::last_write_time(folder / "site/now/late.csv",
                                     std::filesystem::file_time_type::clock::now() -
                                         std::chrono::hours(24 * 800));
    ASSERT_EQ(hear("run late").code, 0);
    write("config/sources.d/late.toml",
          read("config/sources.d/late.toml") + "\n[due]\neach = [\"01-01\"]\n");
    serve_not("late.csv");
    const auto lines_of = [&] {
        const std::size_t before = log_lines().size();
        EXPECT_EQ(hear("run late").code, 1);
        const auto all = log_lines();
        return std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(before),
                                        all.end());
    };
    EXPECT_THAT(lines_of(), ElementsAre(HasSubstr(" overdue "), HasSubstr(" failed ")));
    EXPECT_THAT(lines_of(), IsEmpty());
}

} // namespace
} // namespace tidemark::testing_house
