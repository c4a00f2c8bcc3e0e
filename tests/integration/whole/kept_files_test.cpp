// Files of a drop folder that are kept: what was let in stays known, whatever happens to the file,
// to its name and to what we make of it.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace tidemark::testing_house {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const char* const kent = "a/area=E23000032/kind=";
const char* const durham = "a/area=E23000008/kind=";

class KeptFiles : public Scene {
  protected:
    void SetUp() override {
        kinds("");
        configure();
    }

    void kinds(const std::string& aliases) const {
        write("config/codelists.d/kinds.csv",
              "code,name,aliases\nx,Images,\ny,Rape," + aliases + "\nz,Other,\n");
    }

    // `more`: tables after those that every scene here has.
    void configure(const std::string& more = "", const std::string& column = "n") const {
        write("config/sources.d/a.toml",
              fmt::format(R"([source]
id    = "a"
title = "Offences"

[find]
via    = "dir"
path   = "{}"
settle = "30s"
member = {{ dim = "area", from = "name", match = '^(?<area>[^_.]+)', codelist = "uk-police-forces" }}

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
id  = "all"
sum = "kind"

[[rule]]
id   = "thousand"
kind = "milestone"
for  = {{ area = "*", kind = "all" }}
at   = 1000

{})",
                          (folder / "in").string(),
                          column,
                          column,
                          more));
    }

    // Written an hour ago: settled.
    void drop(const std::string& name, const std::string& text) const {
        write("in/" + name, text);
        written(name, std::chrono::hours(1));
    }

    void written(const std::string& name, std::chrono::seconds ago) const {
        fs::last_write_time(folder / "in" / name, fs::file_time_type::clock::now() - ago);
    }

    void take_out(const std::string& name) const { fs::remove(folder / "in" / name); }

    // The lines of one pass.
    [[nodiscard]] std::vector<std::string> lines_of_pass() const {
        const std::size_t before = log_lines().size();
        (void)tell("run");
        const auto all = log_lines();
        return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
    }

    [[nodiscard]] std::string values(const std::string& series) const {
        return tell("values " + series).out;
    }
};

const char* const dash = "[status]\nextra = { \"-\" = \"not_available\" }\n";
const char* const below = "[status]\nbelow = \"top\"\nextra = { \"-\" = \"below:2000\" }\n";
const char* const marked = "year,kind,n\n2018/19,x,100\n2018/19,y,9\n2019/20,x,150\n2019/20,y,-\n";

TEST_F(KeptFiles, AFileThatIsTouchedWhileItIsHeldIsNoNews) {
    configure(dash);
    drop("Kent.csv", marked);
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    configure(); // the marker is forgotten
    ASSERT_THAT(with(lines_of_pass(), " held "), SizeIs(1));
    written("Kent.csv", std::chrono::seconds(0));
    EXPECT_EQ(hear("run").code, 1) << "it waits still";
    written("Kent.csv", std::chrono::hours(1));
    configure(below);
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " arrived "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " revised "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " new  "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " reread "), SizeIs(1)) << testing::PrintToString(lines);
    EXPECT_EQ(hear("run").code, 0);
}

TEST_F(KeptFiles, AFileThatIsStillWrittenHasNotLeftItsFolder) {
    kinds("");
    drop("Kent.csv", "year,kind,n\n2018/19,x,100\n2018/19,Rapes,9\n");
    ASSERT_THAT(with(lines_of_pass(), " held "), SizeIs(1));
    written("Kent.csv", std::chrono::seconds(0));
    EXPECT_EQ(hear("run").code, 1) << "it waits still";
}

TEST_F(KeptFiles, AFileTakenOutOfTheFolderIsReadAgainWhenItsListIsMended) {
    configure(dash);
    drop("Kent.csv", marked);
    drop("Durham.csv", marked);
    ASSERT_THAT(lines_of_pass(), SizeIs(1));
    take_out("Kent.csv");
    configure();
    EXPECT_THAT(with(lines_of_pass(), " held "), SizeIs(2));
    EXPECT_EQ(hear("run").code, 1);
    configure("[status]\nextra = { \"-\" = \"zero\" }\n");
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_THAT(values(std::string(kent) + "y --json"), HasSubstr("zero"));
    EXPECT_THAT(values(std::string(durham) + "y --json"), HasSubstr("zero"));
}

// Kent's first file printed it, the second repeats it: the second answers for it.
TEST_F(KeptFiles, AFigureThatTwoFilesPrintedGoesWhenNeitherIsReadSo) {
    drop("Kent_1.csv", "year,kind,n\n2018/19,x,100\n2018/19,z,100\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_2.csv", "year,kind,n\n2018/19,x,100\n2018/19,z,100\n2019/20,x,104\n2019/20,z,104\n");
    ASSERT_EQ(tell("run").code, 0);
    configure("[keep]\nkind = [\"x\", \"y\"]\n[hold]\nlost_cols = \"allow\"\n");
    EXPECT_THAT(with(lines_of_pass(), " reread "), SizeIs(1));
    EXPECT_THAT(values(std::string(kent) + "z"), Not(HasSubstr("10")));
    EXPECT_THAT(values(std::string(kent) + "all"), HasSubstr("2018/19    100"));
    EXPECT_THAT(values(std::string(kent) + "all"), HasSubstr("2019/20    104"));
}

TEST_F(KeptFiles, AFigureThatTheMembersThirdFileLeavesOutIsRemoved) {
    configure("[hold]\nlost_cols = \"allow\"\n");
    drop("Kent_1.csv", "year,kind,n\n2018/19,x,100\n2018/19,y,9\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_2.csv", "year,kind,n\n2018/19,x,100\n2018/19,y,9\n2019/20,x,104\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_3.csv", "year,kind,n\n2018/19,x,100\n2019/20,x,104\n");
    EXPECT_THAT(with(lines_of_pass(), "1 value removed"), SizeIs(1));
    EXPECT_THAT(values(std::string(kent) + "all"), HasSubstr("100"));
}

// The years that only the former bytes hold are read under the new layout too.
TEST_F(KeptFiles, BytesThatWereOverwrittenAreReadAgainWhileTheirFiguresStand) {
    drop("Kent.csv", "year,kind,n,m\n2017/18,x,500,900\n2018/19,x,510,910\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent.csv", "year,kind,n,m\n2019/20,x,520,930\n");
    ASSERT_EQ(tell("run").code, 0);
    configure("", "m");
    EXPECT_THAT(with(lines_of_pass(), " reread "), SizeIs(1));
    const std::string series = std::string(kent) + "x";
    EXPECT_THAT(values(series), HasSubstr("2017/18    900"));
    EXPECT_THAT(values(series), HasSubstr("2018/19    910"));
    EXPECT_THAT(values(series), HasSubstr("2019/20    930"));
    EXPECT_THAT(lines_of_pass(), IsEmpty()) << "and once";
}

TEST_F(KeptFiles, FormerBytesPutBackAreTheMembersNewAnswer) {
    const char* const first = "year,kind,n\n2017/18,x,500\n2018/19,x,510\n";
    drop("Kent.csv", first);
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent.csv", "year,kind,n\n2018/19,x,520\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent.csv", first);
    EXPECT_THAT(with(lines_of_pass(), " revised "), SizeIs(1));
    EXPECT_THAT(values(std::string(kent) + "x"), HasSubstr("2018/19    510"));
    EXPECT_THAT(lines_of_pass(), IsEmpty());
}

TEST_F(KeptFiles, AnAnswerThatWaitedChangesNothingThatANewerOnePrints) {
    drop("Kent_0.csv", "year,kind,n\n2018/19,x,100\n2018/19,y,5\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_1.csv",
         "year,kind,n\n2017/18,x,90\n2017/18,Rapes,4\n2018/19,x,100\n2018/19,Rapes,5\n"
         "2019/20,x,1100\n2019/20,Rapes,30\n2019/20,z,7\n");
    ASSERT_EQ(hear("run").code, 1);
    drop("Kent_2.csv", "year,kind,n\n2018/19,x,100\n2018/19,y,5\n2019/20,x,110\n2019/20,y,3\n");
    ASSERT_EQ(hear("run").code, 1);
    kinds("Rapes");
    const auto lines = lines_of_pass();
    EXPECT_THAT(with(lines, " revised "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(with(lines, " new  "), IsEmpty()) << testing::PrintToString(lines);
    EXPECT_THAT(values(std::string(kent) + "all"), HasSubstr("2019/20    113"));
    EXPECT_THAT(values(std::string(kent) + "all"), HasSubstr("2017/18     94"));
    EXPECT_EQ(hear("run").code, 0);
}

} // namespace
} // namespace tidemark::testing_house
