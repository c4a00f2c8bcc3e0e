// What a publisher may serve instead of the next release: each gives one clear line and exit code
// 1, keeps the last good figures, and leaves other sources alone.
#include "tests/integration/whole/scene.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace tidemark::testing_house {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

struct Bad {
    const char* name;
    std::function<void(const Scene&)> happens;
    const char* state;             // of the line in the log
    std::vector<std::string> says; // all of these in the one line
};

void PrintTo(const Bad& bad, std::ostream* to) {
    *to << bad.name;
}

constexpr const char* file = "forces.xlsx";

std::function<void(const Scene&)> served(const ForceTable& table) {
    return [table](const Scene& scene) { scene.serve(file, to_xlsx(table)); };
}

ForceTable with_forces(std::vector<std::pair<std::string, std::vector<double>>> forces) {
    ForceTable table;
    table.forces = std::move(forces);
    return table;
}

std::vector<Bad> all_bad() {
    return {
        {"MissingFile",
         [](const Scene& scene) { scene.serve_not(file); },
         "ERROR   failed ",
         {"/forces.xlsx: expected 200, found 404; check that the address"}},
        {"HtmlInsteadOfASpreadsheet",
         [](const Scene& scene) {
             scene.serve(file, "<!DOCTYPE html><html><body>Please log in</body></html>");
         },
         "ERROR   failed ",
         {"forces.xlsx: expected an XLSX, XLS, ODS or CSV file, found an HTML page; open the "
          "address"}},
        {"TruncatedZip",
         [](const Scene& scene) {
             const std::string whole = to_xlsx(ForceTable{});
             scene.serve(file, whole.substr(0, whole.size() / 2));
         },
         "ERROR   failed ",
         {"forces.xlsx: expected a ZIP archive, found one without a directory: cut short; fetch it "
          "again"}},
        {"RenamedSheet",
         served({.sheet = "Table 5"}),
         "WARNING held   ",
         {"forces.xlsx: ", "'^Table 4\\b'", "found ", "'Cover'", "'Table 5'"}},
        {"MovedHeader",
         served({.rows_before = 20}),
         "WARNING held   ",
         {"forces.xlsx, sheet 'Table 4'", "A1:C9", "'^Force$'", "found ", "tidemark cells"}},
        {"RenamedHeader",
         served({.header = "Constabulary"}),
         "WARNING held   ",
         {"forces.xlsx, sheet 'Table 4'", "'^Force$'", "found none", "tidemark cells"}},
        {"UnknownForce",
         served(with_forces({{"Kent", {100, 121}}, {"Surey", {50, 60}}, {"Essex", {30, 36}}})),
         "WARNING held   ",
         {"forces.xlsx, sheet 'Table 4', cell A4: expected a label of 'uk-police-forces' (nearest: "
          "E23000031 'Surrey', ",
          "found 'Surey'; if it is E23000031 'Surrey': tidemark codelist add uk-police-forces "
          "E23000031 Surey, or leave"}},
        {"TotalThatDoesNotAddUp",
         served({.off = 1}),
         "WARNING held   ",
         {"forces.xlsx, sheet 'Table 4', cell C6: expected a total of 216 from its 3 rows, found "
          "217; if that is right, let it in with 'tidemark accept forces --check adds_up --by NAME "
          "--why REASON'"}},
        {"FewerForces",
         served(with_forces({{"Kent", {100, 120}}, {"Essex", {30, 36}}})),
         "WARNING held   ",
         {"forces.xlsx: expected 3 members of area in 2018/19, found 2, without 'Surrey'; if that "
          "is right, "
          "let it in with 'tidemark accept forces --check members --by NAME --why REASON'"}},
    };
}

class BadInput : public Scene, public testing::WithParamInterface<Bad> {
  protected:
    void SetUp() override {
        watch_forces("forces", find_url(file));
        watch_national("national", "national.csv");
        serve(file, to_xlsx({}));
        serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
        ASSERT_EQ(tell("run").code, 0);
    }
};

TEST_P(BadInput, IsSaidOnceAndKeepsTheLastGoodFigures) {
    const std::string values = tell("values forces --json").out;
    const std::string table = tell("values forces").out;
    const std::size_t lines_before = log_lines().size();
    GetParam().happens(*this);
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n2018/19,150\n");

    const Heard heard = hear("run");
    EXPECT_EQ(heard.code, 1);
    ASSERT_THAT(heard.err, SizeIs(1)) << testing::PrintToString(heard.err);
    EXPECT_THAT(heard.err[0], StartsWith("forces: "));
    EXPECT_THAT(with(heard.out, "national: loaded v2"), SizeIs(1));

    const auto log = log_lines();
    const auto said =
        with({log.begin() + static_cast<std::ptrdiff_t>(lines_before), log.end()}, " forces: ");
    ASSERT_THAT(said, SizeIs(1)) << testing::PrintToString(said);
    EXPECT_THAT(said[0], HasSubstr(GetParam().state));
    for (const std::string& part : GetParam().says) {
        EXPECT_THAT(said[0], HasSubstr(part));
        EXPECT_THAT(heard.err[0], HasSubstr(part));
    }
    EXPECT_EQ(tell("values forces --json").out, values);

    EXPECT_EQ(hear("run").code, 1) << "it still waits";
    EXPECT_EQ(log_lines(), log) << "said once";
    EXPECT_EQ(tell("status").code, 1);

    serve(file, to_xlsx({}));
    EXPECT_EQ(hear("run").code, 0);
    EXPECT_EQ(tell("status").code, 0);
    EXPECT_EQ(tell("values forces").out, table);
}

INSTANTIATE_TEST_SUITE_P(All, BadInput, testing::ValuesIn(all_bad()), [](const auto& each) {
    return std::string(each.param.name);
});

} // namespace
} // namespace tidemark::testing_house
