// A sum over every code seen must not count a code and a part of it.
#include "fixture.hpp"

#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Period y2019 = financial_year(2019);

Dims offence(const std::string& code) {
    return {{"offence", code}};
}

class Nested : public StoreTest {
  protected:
    Nested() {
        Codelist list;
        list.id = "offences";
        for (const auto& [code, parent] : {std::pair("all", ""),
                                           std::pair("sexual", "all"),
                                           std::pair("rape", "sexual"),
                                           std::pair("theft", "all")}) {
            Code& made = list.codes.emplace_back();
            made.code = made.name = code;
            made.parent = parent;
        }
        list.index();
        codelists_.lists["offences"] = list;
        Layout layout;
        layout.dims.emplace_back();
        layout.dims.back().name = "offence";
        layout.dims.back().codelist = "offences";
        source_.recipe.layouts = {layout};
        source_.derives = {{"total", "offence", "", "", "all offences"}};
    }

    Loaded printed(const std::vector<std::string>& codes) {
        auto one = file("a.csv");
        for (const auto& code : codes) {
            one.figure(offence(code), y2019, 1);
        }
        return load(source_, release("national", "2020-09-05", {one}), codelists_);
    }

    Source source_ = published_source();
    Codelists codelists_;
};

TEST_F(Nested, IsHeldAtTheWhole) {
    const Loaded loaded = printed({"theft", "rape", "sexual"});
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.nested"));
    const Error& reason = loaded.held.front().reasons.front();
    EXPECT_EQ(reason.found, "'sexual' and its part 'rape'");
    EXPECT_EQ(reason.cell, "B9");
    EXPECT_THAT(reason.expected, HasSubstr("[[derive]] 'total'"));
}

TEST_F(Nested, IsHeldForAPartOfAPart) {
    EXPECT_THAT(codes_of_reasons(printed({"rape", "all"})), ElementsAre("hold.nested"));
}

TEST_F(Nested, PartsAloneAreSummed) {
    EXPECT_THAT(codes_of_reasons(printed({"theft", "rape"})), IsEmpty());
}

TEST_F(Nested, ASumOverASetIsAnotherMatter) {
    source_.derives.front().over = "some";
    EXPECT_THAT(codes_of_reasons(printed({"rape", "sexual"})), IsEmpty());
    source_.derives.clear();
    EXPECT_THAT(codes_of_reasons(printed({"rape", "sexual"})), IsEmpty());
}

} // namespace
} // namespace tidemark::load
