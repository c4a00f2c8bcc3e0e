// Everything behind an alert in one file, checked where nothing else of it is known.
#include "pipeline/parse/read/spent.hpp"
#include "pipeline/parse/read/zip.hpp"
#include "tests/integration/commands/house.hpp"
#include "tests/support/books/zip_writer.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace tidemark::testing_house {
namespace {

using nlohmann::json;

// The bundle with one part changed.
std::string changed(const std::string& bundle,
                    const std::string& part,
                    const std::function<std::string(std::string)>& change) {
    const parse::Budgets budgets;
    const auto zip = parse::Zip::open(bundle, budgets);
    parse::Spent spent;
    test::ZipWriter writer;
    for (const auto& entry : zip.value().entries()) {
        const std::string bytes = zip->whole(entry.name, 1U << 20U, spent).value();
        const bool meant = entry.name.starts_with(part);
        writer.add(entry.name, meant ? change(bytes) : bytes);
    }
    return writer.finish();
}

class Bundle : public House {
  protected:
    Bundle() {
        add_source("online", address("publisher/online.csv"));
        for (const char* rows :
             {"2016/17,100\n2017/18,120\n", "2016/17,100\n2017/18,120\n2018/19,150\n"}) {
            write("publisher/online.csv", std::string("year,offences\n") + rows);
            EXPECT_EQ(tell("run").code, 0);
        }
        const Told told = tell("alerts --state new --json");
        const std::string id = json::parse(told.out.substr(0, told.out.find('\n'))).at("id");
        EXPECT_EQ(tell("explain " + id + " --bundle " + file()).code, 0);
        std::filesystem::remove_all(folder / "state");
        std::filesystem::remove_all(folder / "config");
    }

    [[nodiscard]] std::string file() const { return (folder / "alert.zip").string(); }

    // What verify makes of the bundle with that part changed.
    [[nodiscard]] Told with(const std::string& part,
                            const std::function<std::string(std::string)>& change) const {
        write("alert.zip", changed(read("alert.zip"), part, change));
        return tell("verify " + file());
    }
};

TEST_F(Bundle, IsCheckedOnItsOwn) {
    const Told told = tell("verify " + file());
    EXPECT_EQ(told.code, 0) << told.out;
    EXPECT_NE(told.out.find("2 figures read again"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("4 numbers of the change"), std::string::npos) << told.out;
    EXPECT_EQ(json::parse(tell("verify " + file() + " --json").out).at("agrees"), true);
}

TEST_F(Bundle, WithAnotherFileDiffers) {
    const Told told = with("files/", [](std::string bytes) {
        const std::size_t place = bytes.find("150"); // in one of the two
        return place == std::string::npos ? bytes : bytes.replace(place, 3, "151");
    });
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("DIFFERS bundle: 2 files"), std::string::npos) << told.out;
}

TEST_F(Bundle, WithAnotherFigureDiffers) {
    const Told told = with("alert.json", [](const std::string& bytes) {
        json alert = json::parse(bytes);
        for (auto& one : alert["evidence"]) {
            one["value"] = one["value"] == 150 ? json(160) : one["value"];
        }
        return alert.dump();
    });
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("DIFFERS bundle: 2 figures"), std::string::npos) << told.out;
}

TEST_F(Bundle, WithAnotherNumberInTheSentenceDiffers) {
    const Told told = with("alert.json", [](const std::string& bytes) {
        json alert = json::parse(bytes);
        alert["change_pct"] = 52.0;
        return alert.dump();
    });
    EXPECT_EQ(told.code, 1) << told.out;
    EXPECT_NE(told.out.find("DIFFERS bundle: 4 numbers"), std::string::npos) << told.out;
}

TEST_F(Bundle, ThatIsNoneIsRefused) {
    const std::string whole = read("alert.zip");
    write("alert.zip", "not a zip");
    EXPECT_EQ(tell("verify " + file()).code, 1);
    write("alert.zip", whole.substr(0, whole.size() / 2));
    EXPECT_EQ(tell("verify " + file()).code, 1);
    write("alert.zip", whole);
    EXPECT_EQ(with("alert.json", [](const std::string&) { return std::string("[]"); }).code, 1);
    EXPECT_EQ(tell("verify " + (folder / "none.zip").string()).code, 1);
}

} // namespace
} // namespace tidemark::testing_house
