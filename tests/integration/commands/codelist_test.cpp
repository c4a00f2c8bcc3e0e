// tidemark codelist add: from a held label, by the line that was printed, to its figures.
#include "tests/integration/commands/house.hpp"

#include <sys/stat.h>

#include <filesystem>

namespace tidemark::testing_house {
namespace {

namespace fs = std::filesystem;

constexpr const char* forces = "# Forces\r\ncode,name,aliases\r\nK,Kent,Kent Police\r\n"
                               "E,Essex,\r\nS,Surrey,\r\n";

class CodelistAdd : public House {
  protected:
    CodelistAdd() {
        add_source("online", address("publisher/online.csv"));
        const std::string path = "config/sources.d/online.toml";
        std::string text = read(path);
        const std::string rule = "[[rule]]";
        text.insert(text.find(rule),
                    "[[layout.dim]]\nname = \"area\"\ncolumn = \"force\"\ncodelist = \"forces\"\n");
        text.insert(text.find("above"), "for = { area = \"*\" }\n");
        write(path, text);
        write("config/codelists.d/forces.csv", forces);
        write("publisher/online.csv",
              "year,force,offences\n2016/17,Kent,100\n2016/17,King's Surey & Co,120\n");
    }

    [[nodiscard]] std::string list() const { return read("config/codelists.d/forces.csv"); }

    // A shell runs it, as it would a line that a person pasted.
    [[nodiscard]] Told paste(const std::string& line) const {
        const std::string name = "tidemark ";
        const auto at = line.find(name + "codelist add ");
        EXPECT_NE(at, std::string::npos) << line;
        return tell(line.substr(at + name.size(), line.find(", or leave") - at - name.size()));
    }
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    return text.replace(text.find(what), what.size(), by);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_F(CodelistAdd, MendsWhatIsHeldByTheLineThatWasPrinted) {
    const Told held = tell("run");
    EXPECT_EQ(held.code, 1);
    EXPECT_TRUE(has(held.out, "nearest: K 'Kent', S 'Surrey', ")) << held.out;
    ASSERT_TRUE(has(held.out, "say which code it is: ")) << held.out;
    const Told added = paste(replaced(held.out, " CODE ", " S "));
    EXPECT_EQ(added.code, 0) << added.out;
    EXPECT_EQ(added.out,
              "forces: 'King's Surey & Co' is S 'Surrey' now (codelists.d/forces.csv); the next "
              "run of online reads again what is held by that label; tell a running daemon with "
              "'systemctl reload tidemark'\n");
    const Told loaded = tell("run");
    EXPECT_EQ(loaded.code, 0) << loaded.out;
    EXPECT_TRUE(has(tell("values online/area=S").out, "120"));
}

TEST_F(CodelistAdd, ChangesOneRowAndKeepsTheRest) {
    const fs::path file = folder / "config/codelists.d/forces.csv";
    ASSERT_EQ(::chmod(file.c_str(), 0604), 0);
    const Told added = tell("codelist add forces E 'Essex,  Police' --why 'Table 4, 2026'");
    EXPECT_EQ(added.code, 0) << added.out;
    const std::string text = list();
    const auto comment = text.find("# 2");
    ASSERT_NE(comment, std::string::npos) << text;
    EXPECT_EQ(text.substr(0, comment), "# Forces\r\ncode,name,aliases\r\nK,Kent,Kent Police\r\n");
    EXPECT_EQ(text.substr(comment + 12),
              ": alias 'Essex, Police' of E: Table 4, 2026 (tidemark codelist add)\r\n"
              "E,Essex,\"Essex, Police\"\r\nS,Surrey,\r\n");

    struct stat facts {};

    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777U, 0604U);
    EXPECT_EQ(tell("check").code, 0);
}

TEST_F(CodelistAdd, RefusesWithoutWriting) {
    write("config/codelists.d/later.csv",
          "code,name,aliases,from,to\nO,Old,Dorset,,2019-03-31\nN,New,,2019-04-01,\n"
          "M,Mid,,2019-01-01,\n");
    fs::create_symlink("forces.csv", folder / "config/codelists.d/linked.csv");
    const std::pair<const char*, const char*> refused[] = {
        {"add forces X 'Kant'", "expected a code of the list, found 'X'; the nearest are "},
        {"add forces Kent 'Kant'", "the nearest are K 'Kent', "},
        {"add force K 'Kant'", "expected the id of a codelist, found 'force'; did you mean forces"},
        {"add forces S 'kent  POLICE'", "found 'kent POLICE' is K 'Kent'"},
        {"add forces S E", "found 'E' is E 'Essex'"},
        {"add forces S 'a|b'", "without '|'"},
        {"add forces S ' . '", "a label of letters or digits"},
        {"add later M Dorset", "found 'Dorset' is O 'Old'; if each had it in its time"},
        {"add linked K Kant", "found a link to forces.csv"},
        {"remove forces K Kent", "expected add, found 'remove'"},
    };
    for (const auto& [arguments, words] : refused) {
        const Told told = tell(std::string("codelist ") + arguments);
        EXPECT_EQ(told.code, 2) << arguments << "\n" << told.out;
        EXPECT_TRUE(has(told.out, words)) << arguments << "\n" << told.out;
    }
    EXPECT_EQ(list(), forces);
    EXPECT_EQ(tell("codelist add later N Dorset").code, 0) << "on other days";
}

TEST_F(CodelistAdd, TwoAtOnceLoseNone) {
    constexpr int all = 12;
    std::string line;
    for (int i = 0; i < all; ++i) {
        line += command("codelist add forces K 'Kent " + std::to_string(i) + "'") + " & ";
    }
    static_cast<void>(told_by(line + "wait"));
    for (int i = 0; i < all; ++i) {
        EXPECT_TRUE(has(list(), "Kent " + std::to_string(i) + "|") ||
                    has(list(), "Kent " + std::to_string(i) + "\r"))
            << i << "\n"
            << list();
    }
}

TEST_F(CodelistAdd, SaysWhatIsThereAlready) {
    const Told told = tell("codelist add forces K 'KENT police'");
    EXPECT_EQ(told.code, 0);
    EXPECT_EQ(told.out, "forces: 'KENT police' is K 'Kent' already, nothing written\n");
    EXPECT_EQ(list(), forces);
}

// The alias may be what a source calls a sum of its own.
TEST_F(CodelistAdd, RefusesWhatTheConfigurationCannotHave) {
    const std::string path = "config/sources.d/online.toml";
    write(path, read(path) + "[[derive]]\nid = \"all\"\nsum = \"area\"\n");
    ASSERT_EQ(tell("check").code, 0) << tell("check").out;
    const Told told = tell("codelist add forces K All");
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(has(told.out, "'all' is a label of codelist 'forces' already")) << told.out;
    EXPECT_EQ(list(), forces);
}

// A problem of another file does not keep a person from mending this one.
TEST_F(CodelistAdd, NeedsOnlyTheListToBeWell) {
    write("config/sources.d/other.toml", "[source]\nid = \"other\"\n");
    EXPECT_EQ(tell("codelist add forces K Kant").code, 0);
    write("config/codelists.d/forces.csv", "code,name\nK,Kent\nK,Again\n");
    const Told told = tell("codelist add forces K Kant");
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(has(told.out, "codelists.d/forces.csv:3:1: code 'K' stands twice")) << told.out;
}

} // namespace
} // namespace tidemark::testing_house
