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

// A drop folder: each member may send several files.
class NestedAcross : public Nested {
  protected:
    NestedAcross() {
        folder_.recipe.layouts = source_.recipe.layouts;
        folder_.derives = source_.derives;
    }

    static FileBuilder answer(const std::string& name,
                              const std::string& area,
                              const std::string& code,
                              const Period& period = y2019) {
        return file(name).figure({{"area", area}, {"offence", code}}, period, 5);
    }

    Loaded dropped(const std::vector<FileBuilder>& files) {
        return load(folder_, release("foi", "2020-09-05", files), codelists_);
    }

    Source folder_ = folder_source();
};

TEST_F(NestedAcross, APartOfWhatStandsIsHeldAndNamesTheOtherFile) {
    dropped({answer("kent_1.csv", "kent", "sexual")});
    const Loaded loaded = dropped({answer("kent_2.csv", "kent", "rape")});
    // The second answer of a member follows the first, and lost_cols speaks of that.
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.lost_cols"));
    folder_.hold.lost_columns_allowed = true;
    EXPECT_THAT(codes_of_reasons(dropped({answer("kent_2.csv", "kent", "rape")})), IsEmpty());
}

TEST_F(NestedAcross, TwoFilesOfOnePassAreSeenTogether) {
    const Loaded loaded =
        dropped({answer("kent_1.csv", "kent", "sexual"), answer("kent_2.csv", "kent", "rape")});
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.nested"));
    EXPECT_EQ(loaded.held.front().file.name, "kent_2.csv");
    EXPECT_EQ(loaded.held.front().reasons.front().found,
              "'rape', and in 'kent_1.csv' the whole 'sexual' for 2019/20");
    EXPECT_EQ(loaded.held.front().reasons.front().cell, "B7");
}

TEST_F(NestedAcross, OtherMembersAndPeriodsDoNotMeet) {
    EXPECT_THAT(
        codes_of_reasons(dropped({answer("kent.csv", "kent", "sexual"),
                                  answer("essex.csv", "essex", "rape"),
                                  answer("kent_0.csv", "kent", "rape", financial_year(2018))})),
        IsEmpty());
}

TEST_F(NestedAcross, WithoutAMemberTheStoreIsWhatItMeets) {
    folder_.recipe.member.reset();
    dropped({answer("sexual.csv", "kent", "sexual")});
    const Loaded loaded = dropped({answer("rape.csv", "kent", "rape")});
    ASSERT_THAT(codes_of_reasons(loaded), ElementsAre("hold.nested"));
    EXPECT_EQ(loaded.held.front().reasons.front().found,
              "'rape', and in 'sexual.csv' the whole 'sexual' for 2019/20");
    EXPECT_THAT(codes_of_reasons(dropped({answer("all.csv", "kent", "all")})),
                ElementsAre("hold.nested"));
    EXPECT_EQ(value(folder_, {{"area", "kent"}, {"offence", "all"}}, y2019), std::nullopt);
}

TEST_F(NestedAcross, ANewerFileOfTheNameTakesTheWholeAway) {
    folder_.recipe.member.reset();
    folder_.hold.lost_columns_allowed = true;
    dropped({answer("kent.csv", "kent", "sexual")});
    EXPECT_THAT(codes_of_reasons(dropped({answer("kent.csv", "kent", "rape")})), IsEmpty());
}

} // namespace
} // namespace tidemark::load
