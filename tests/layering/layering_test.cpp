#include "tests/layering/house_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tidemark::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> including(const std::string& path, const std::string& target) {
    return faults({{path, "#include \"" + target + "\"\n"}});
}

TEST(Layering, TheProjectKeepsItsRules) {
    const auto tree = read_tree(TIDEMARK_ROOT);
    ASSERT_GT(tree.size(), 60U);
    EXPECT_THAT(faults(tree), IsEmpty());
}

TEST(Layering, NamesAnIncludeThatGoesUp) {
    EXPECT_THAT(including("pipeline/base/text.cpp", "pipeline/model/cell.hpp"),
                ElementsAre("pipeline/base/text.cpp:1: base includes model "
                            "(\"pipeline/model/cell.hpp\")"));
    for (const auto& [path, target] : std::vector<std::pair<std::string, std::string>>{
             {"pipeline/model/cell.cpp", "pipeline/ports.hpp"},
             {"pipeline/ports.hpp", "pipeline/fetch/fetch.hpp"},
             {"pipeline/load/store.cpp", "pipeline/run.hpp"},
             {"pipeline/run.cpp", "daemon/service.hpp"},
             {"pipeline/alert/judge.cpp", "config/load.hpp"},
             {"config/load.cpp", "pipeline/ports.hpp"},
             {"config/load.cpp", "daemon/service.hpp"},
             {"pipeline/fetch/fetch.cpp", "tests/support/shared.hpp"},
         }) {
        EXPECT_FALSE(including(path, target).empty()) << path << " " << target;
    }
}

TEST(Layering, NamesAnIncludeThatGoesAcross) {
    for (const auto& [path, target] : std::vector<std::pair<std::string, std::string>>{
             {"pipeline/fetch/fetch.cpp", "pipeline/parse/parse.hpp"},
             {"pipeline/parse/worker/worker.cpp", "pipeline/fetch/fetch.hpp"},
             {"pipeline/load/store.cpp", "pipeline/alert/judge.hpp"},
             {"pipeline/alert/judge.cpp", "pipeline/load/derive.hpp"},
             {"pipeline/parse/read/read.cpp", "pipeline/parse/layout/layout.hpp"},
             {"pipeline/run.cpp", "pipeline/alert/sinks/sinks.hpp"},
             {"pipeline/run.cpp", "config/load.hpp"},
         }) {
        EXPECT_FALSE(including(path, target).empty()) << path << " " << target;
    }
}

TEST(Layering, NamesAnIncludeThatIsNotWrittenFromTheRoot) {
    EXPECT_THAT(including("pipeline/base/text.cpp", "text.hpp"),
                ElementsAre("pipeline/base/text.cpp:1: includes \"text.hpp\", which is in no "
                            "room"));
}

TEST(Layering, AllowsWhatGoesDown) {
    for (const auto& [path, target] : std::vector<std::pair<std::string, std::string>>{
             {"pipeline/base/text.cpp", "pipeline/base/scan.hpp"},
             {"pipeline/model/cell.cpp", "pipeline/base/scan.hpp"},
             {"pipeline/alert/rules/yoy.cpp", "pipeline/alert/judge.hpp"},
             {"pipeline/load/store.cpp", "pipeline/ports.hpp"},
             {"pipeline/parse/layout/layout.cpp", "pipeline/parse/parse.hpp"},
             {"pipeline/parse/parse.cpp", "pipeline/parse/layout/layout.hpp"},
             {"pipeline/run.cpp", "pipeline/fetch/fetch.hpp"},
             {"config/load.cpp", "pipeline/model/source.hpp"},
             {"daemon/wire.cpp", "pipeline/load/store.hpp"},
             {"daemon/wire.cpp", "config/load.hpp"},
             {"tests/unit/load/store_test.cpp", "pipeline/load/store.hpp"},
         }) {
        EXPECT_THAT(including(path, target), IsEmpty()) << path << " " << target;
    }
}

TEST(Headers, NeedPragmaOnce) {
    EXPECT_THAT(faults({{"daemon/a.hpp", "// a\nint a();\n"}}),
                ElementsAre("daemon/a.hpp:1: a header without #pragma once"));
}

TEST(Headers, AreIncludedFirstByTheirOwnSource) {
    const std::string header = "#pragma once\n";
    EXPECT_THAT(faults({{"daemon/a.hpp", header},
                        {"daemon/a.cpp", "// a\n#include <map>\n#include \"daemon/a.hpp\"\n"}}),
                ElementsAre("daemon/a.cpp:1: does not include its own header first"));
    EXPECT_THAT(faults({{"daemon/a.hpp", header}, {"daemon/a.cpp", ""}}), SizeIs(1));
    EXPECT_THAT(faults({{"daemon/a.hpp", header},
                        {"daemon/a.cpp", "// a\n#include \"daemon/a.hpp\"\n#include <map>\n"}}),
                IsEmpty());
}

TEST(Headers, NeedNodiscardOnWhatReturnsAResult) {
    const std::string text = "#pragma once\n"
                             "Result<void> a();\n"
                             "class B {\n"
                             "  public:\n"
                             "    virtual Result<std::map<int, int>>\n"
                             "    b(const Result<int>& in) = 0;\n"
                             "};\n";
    EXPECT_THAT(faults({{"daemon/a.hpp", text}}),
                ElementsAre("daemon/a.hpp:2: returns a Result without [[nodiscard]]",
                            "daemon/a.hpp:5: returns a Result without [[nodiscard]]"));
}

TEST(Headers, AreContentWithNodiscardAndOtherUsesOfResult) {
    const std::string text = "#pragma once\n"
                             "// Result<void> in_a_comment();\n"
                             "[[nodiscard]] Result<void> a(Result<int> in, Result<int>& out);\n"
                             "template <typename T>\n"
                             "[[nodiscard]] virtual Result<std::vector<T>>\n"
                             "b() { return Result<std::vector<T>>(); }\n"
                             "using F = std::function<Result<int>(int)>;\n"
                             "struct S { Result<int> member; };\n"
                             "inline const char* c = \"Result<int> d()\";\n";
    EXPECT_THAT(faults({{"daemon/a.hpp", text}}), IsEmpty());
}

TEST(Files, AreAtMostFourHundredLines) {
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += "\n";
    }
    EXPECT_THAT(faults({{"daemon/a.cpp", text}}), IsEmpty());
    EXPECT_THAT(faults({{"daemon/a.cpp", text + "\n"}}),
                ElementsAre("daemon/a.cpp:401: more than 400 lines: split it by idea"));
}

} // namespace
} // namespace tidemark::test
