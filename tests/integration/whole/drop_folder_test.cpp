// A drop folder with a file from each force: what one bad file, a mended layout, two files that
// disagree and a person's decision do to the others.
#include "tests/integration/whole/scene.hpp"

#include <gmock/gmock.h>

namespace tidemark::testing_house {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class DropFolder : public Scene {
  protected:
    void SetUp() override { watch(""); }

    // More lines of the source file: [fetch], [hold], markers.
    void watch(const std::string& more) const {
        write("config/sources.d/foi.toml", R"([source]
id    = "foi"
title = "Answers"

[find]
via    = "dir"
files  = '\.csv$'
settle = "1s"
member = { dim = "area", from = "name", match = '^(?<area>[^_]+)_', codelist = "uk-police-forces" }

[[layout]]
kind   = "list"
header = { has = ["year", "kind", "n"] }
value  = { column = "n" }
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"
[[layout.dim]]
name   = "kind"
column = "kind"

)" + more);
    }

    // Settled: written a minute ago.
    void drop(const std::string& name, const std::string& rows) const {
        const std::string path = "state/drop/foi/" + name;
        write(path, "year,kind,n\n" + rows);
        fs::last_write_time(folder / path,
                            fs::file_time_type::clock::now() - std::chrono::minutes(1));
    }

    void take_out(const std::string& name) const { fs::remove(folder / "state/drop/foi" / name); }
};

TEST_F(DropFolder, AFileThatCannotBeReadStopsNeitherTheOthersNorOtherSources) {
    watch("[fetch]\nmax_size = \"60B\"\n");
    watch_national("other", "other.csv");
    serve("other.csv", "year,offences\n2018/19,10\n");
    drop("Kent_1.csv", "2018/19,x,100\n");
    drop("Durham_1.csv", "2018/19,x,100\n2019/20,x,100\n2020/21,x,100\n2021/22,x,100\n");
    drop("Surrey_1.csv", "2018/19,x,101\n2019/20,x,101\n2020/21,x,101\n2021/22,x,101\n");
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 1);
    EXPECT_THAT(with(heard.out, "other: loaded v1"), SizeIs(1));
    EXPECT_THAT(tell("values foi/area=E23000032/kind=x").out, HasSubstr("100"));
    EXPECT_THAT(with(log_lines(), "foi: "), SizeIs(3)) << "a baseline and a line for each file";
    EXPECT_THAT(with(log_lines(), "Durham_1.csv"), SizeIs(1));
    EXPECT_THAT(with(log_lines(), "Surrey_1.csv"), SizeIs(1));
    EXPECT_EQ(hear("run").code, 1) << "it is still so";
    EXPECT_THAT(with(log_lines(), "foi: "), SizeIs(3)) << "said once";
}

TEST_F(DropFolder, AMendedSourceFileBringsNothingBackThatANewerFileTookAway) {
    drop("Kent_1.csv", "2018/19,x,100\n2019/20,x,120\n2019/20,y,30\n");
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_2.csv", "2019/20,x,125\n2020/21,x,130\n2020/21,y,9\n");
    ASSERT_EQ(tell("run").code, 0);
    const std::string values = tell("values foi --json").out;
    watch("[status]\nextra = { \"nil\" = \"zero\" }\n");
    EXPECT_THAT(hear("run").out, testing::ElementsAre("foi: nothing new"));
    EXPECT_EQ(tell("values foi --json").out, values);
}

TEST_F(DropFolder, TakingOneOfTwoFilesThatDisagreeOutLetsTheOtherIn) {
    drop("Kent_1.csv", "2018/19,x,100\n");
    drop("Kent_2.csv", "2018/19,x,110\n");
    EXPECT_EQ(hear("run").code, 1);
    EXPECT_EQ(hear("run").code, 1) << "both still wait";
    take_out("Kent_2.csv");
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 0) << testing::PrintToString(heard.err);
    EXPECT_THAT(tell("values foi/area=E23000032/kind=x").out, HasSubstr("100"));
    EXPECT_EQ(tell("status").code, 0) << tell("status").out;
}

TEST_F(DropFolder, AcceptSaysWhatNobodyCanAccept) {
    drop("Kent_1.csv", "2018/19,x,100\n2018/19,x,9\n");
    ASSERT_EQ(hear("run").code, 1);
    const Told none = tell("accept foi --by me --why x");
    EXPECT_EQ(none.code, 2);
    EXPECT_THAT(none.out, HasSubstr("held by hold.duplicate"));
    EXPECT_THAT(none.out, Not(HasSubstr("accepted '")));
}

TEST_F(DropFolder, AcceptNeedsTheFileWhereSeveralAreHeld) {
    watch("[hold]\nshrink = \"10%\"\n");
    for (const char* name : {"Kent_1.csv", "Durham_1.csv"}) {
        drop(name, "2018/19,x,100\n2019/20,x,120\n");
    }
    ASSERT_EQ(tell("run").code, 0);
    drop("Kent_2.csv", "2018/19,x,101\n");
    drop("Durham_2.csv", "2018/19,x,101\n");
    ASSERT_EQ(hear("run").code, 1);
    const Told which = tell("accept foi --check shrink --by me --why x");
    EXPECT_EQ(which.code, 2);
    EXPECT_THAT(which.out, HasSubstr("expected one file, found 'Durham_2.csv', 'Kent_2.csv'"));
    const Told one = tell("accept foi Kent_2.csv --check shrink --by me --why x");
    EXPECT_EQ(one.code, 0) << one.out;
    EXPECT_THAT(one.out, HasSubstr("accepted 'Kent_2.csv' (hold.shrink)"));
    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 1) << "Durham still waits";
    EXPECT_THAT(with(heard.err, "foi: loaded v2, held: Durham_2.csv"), SizeIs(1));
    EXPECT_THAT(tell("values foi/area=E23000032/kind=x").out, HasSubstr("101"));
    EXPECT_THAT(tell("values foi/area=E23000008/kind=x").out, Not(HasSubstr("101")));
}

} // namespace
} // namespace tidemark::testing_house
