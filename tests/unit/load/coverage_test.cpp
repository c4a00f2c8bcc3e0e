// The case Tidemark was made for: 8,224 offences in 2018/19 from 40 of 44 forces, 10,391 in 2019/20
// from all 46, of which the 40 recorded 9,540. The split by force is illustrative.
#include "fixture.hpp"
#include "pipeline/load/derive.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>

namespace tidemark::load {
namespace {

using ::testing::SizeIs;

const Period y2018 = financial_year(2018);
const Period y2019 = financial_year(2019);

std::string force(int n) {
    return fmt::format("f{:02}", n);
}

constexpr int asked_first = 44; // of 46: the last two from 2019/20 on
constexpr int answered_first = 40;
constexpr int all = 46;

Codelists lists() {
    Codelist forces{"forces", {}, {}};
    CodeSet roster;
    roster.id = "uk-forces-46";
    roster.title = "England, Wales, Northern Ireland and the Channel Islands";
    roster.codelist = "forces";
    for (int n = 1; n <= all; ++n) {
        forces.codes.push_back({force(n), fmt::format("Force {}", n), {}, "", {}, {}});
        roster.members.push_back(
            {force(n), n > asked_first ? std::optional(day("2019-04-01")) : std::nullopt, {}});
    }
    forces.index();
    return {{{"forces", forces}}, {{roster.id, roster}}};
}

// Each force's offences in two categories; what is left over goes to the first force.
double share(int n, int of, double total) {
    const double each = static_cast<double>(static_cast<int>(total) / of);
    return n == 1 ? total - each * (of - 1) : each;
}

double first_year(int n) {
    return share(n, answered_first, 8224);
}

double second_year(int n) {
    return n <= answered_first ? share(n, answered_first, 9540)
                               : share(n - answered_first, all - answered_first, 10391 - 9540);
}

void answer(FileBuilder& builder, int n, const Period& period, double value) {
    builder.figure({{"area", force(n)}, {"offence", "rape"}}, period, 10);
    builder.figure({{"area", force(n)}, {"offence", "grooming"}}, period, value - 10);
}

class Coverage : public StoreTest {
  protected:
    Coverage() {
        source_.roster = Roster{"uk-forces-46", "area"};
        source_.derives = {{"uk", "area", "", "uk-forces-46", ""}, {"all", "offence", "", "", ""}};
    }

    void load_seed() {
        std::vector<FileBuilder> files;
        for (int n = 1; n <= all; ++n) {
            files.push_back(file(force(n) + "_2020.xlsx"));
            if (n <= answered_first) {
                answer(files.back(), n, y2018, first_year(n));
            }
            answer(files.back(), n, y2019, second_year(n));
        }
        ASSERT_TRUE(load(source_, release("foi", "", files), codelists_).vintage);
    }

    void derive_now() {
        snapshot_ = store_->snapshot("foi", {}).value();
        subjects_ = derive(snapshot_, source_, codelists_);
    }

    [[nodiscard]] const Subject* subject(const Dims& dims) const {
        for (const Subject& s : subjects_) {
            if (s.key.dims == dims) {
                return &s;
            }
        }
        return nullptr;
    }

    [[nodiscard]] const Total* total(const Period& period) const {
        const Subject* uk = subject({{"area", "uk"}, {"offence", "all"}});
        for (const Total& t : uk->totals) {
            if (t.period == period) {
                return &t;
            }
        }
        return nullptr;
    }

    [[nodiscard]] const Part* part(const Period& period, const std::string& code) const {
        for (const Part& p : total(period)->parts) {
            if (p.code == code) {
                return &p;
            }
        }
        return nullptr;
    }

    Source source_ = folder_source();
    Codelists codelists_ = lists();
    Snapshot snapshot_;
    std::vector<Subject> subjects_;
};

TEST_F(Coverage, CountsEachYearAgainstItsOwnRoster) {
    load_seed();
    derive_now();
    ASSERT_NE(total(y2018), nullptr);
    EXPECT_EQ(total(y2018)->value, 8224);
    EXPECT_EQ(total(y2018)->members, 40);
    EXPECT_EQ(total(y2018)->of, 44);
    EXPECT_EQ(total(y2019)->value, 10391);
    EXPECT_EQ(total(y2019)->members, 46);
    EXPECT_EQ(total(y2019)->of, 46);
    EXPECT_EQ(subject({{"area", "uk"}, {"offence", "all"}})->name,
              "England, Wales, Northern Ireland and the Channel Islands");
}

TEST_F(Coverage, TheFortyThatAnsweredBothYearsGiveTheMatchedSum) {
    load_seed();
    derive_now();
    double before = 0;
    double now = 0;
    int matched = 0;
    for (const Part& p : total(y2018)->parts) {
        const Part* later = part(y2019, p.code);
        if (p.answer == Answer::answered && later->answer == Answer::answered) {
            before += p.value;
            now += later->value;
            ++matched;
        }
    }
    EXPECT_EQ(matched, 40);
    EXPECT_EQ(before, 8224);
    EXPECT_EQ(now, 9540);
}

TEST_F(Coverage, ThoseLeftOutHaveAReason) {
    load_seed();
    derive_now();
    EXPECT_THAT(total(y2018)->parts, SizeIs(44))
        << "who was not asked and did not answer is absent";
    EXPECT_EQ(part(y2018, "f41")->answer, Answer::awaited);
    EXPECT_EQ(part(y2018, "f41")->why, "no 2018/19 answer");
    EXPECT_EQ(part(y2018, "f41")->name, "Force 41");
    EXPECT_EQ(part(y2018, "f45"), nullptr);
}

TEST_F(Coverage, SumsOfEachForceAndOfEachOffenceAreSubjectsToo) {
    load_seed();
    derive_now();
    const Subject* one = subject({{"area", "f02"}, {"offence", "all"}});
    ASSERT_NE(one, nullptr);
    EXPECT_FALSE(one->summed);
    EXPECT_EQ(one->name, "Force 2");
    EXPECT_EQ(one->totals.front().value, first_year(2));
    ASSERT_THAT(one->totals.front().parts, SizeIs(1));
    EXPECT_THAT(one->totals.front().parts.front().figures, SizeIs(2));
    const Subject* rape = subject({{"area", "uk"}, {"offence", "rape"}});
    ASSERT_NE(rape, nullptr);
    EXPECT_TRUE(rape->summed);
    EXPECT_EQ(rape->member_dim, "area");
    EXPECT_EQ(rape->totals.front().value, 400);
    EXPECT_NE(subject({{"area", "f02"}, {"offence", "rape"}}), nullptr) << "as published";
}

TEST_F(Coverage, ALateAnswerJoinsItsYear) {
    load_seed();
    FileBuilder late = file("f41_late.xlsx");
    answer(late, 41, y2018, 120);
    const Loaded loaded = load(source_, release("foi", "", {late}), codelists_);
    EXPECT_THAT(loaded.held, SizeIs(0));
    EXPECT_EQ(loaded.changes.added, 2U);
    derive_now();
    EXPECT_EQ(total(y2018)->value, 8224 + 120);
    EXPECT_EQ(total(y2018)->members, 41);
    EXPECT_EQ(total(y2019)->value, 10391) << "2019/20 stays";
}

TEST_F(Coverage, AnUnaskedAnswerIsListedOutside) {
    load_seed();
    FileBuilder unasked = file("f45_early.xlsx");
    answer(unasked, 45, y2018, 33);
    load(source_, release("foi", "", {unasked}), codelists_);
    derive_now();
    EXPECT_EQ(total(y2018)->value, 8224);
    EXPECT_EQ(total(y2018)->members, 40);
    EXPECT_EQ(total(y2018)->of, 44);
    ASSERT_NE(part(y2018, "f45"), nullptr);
    EXPECT_EQ(part(y2018, "f45")->answer, Answer::not_asked);
    EXPECT_EQ(part(y2018, "f45")->why, "not asked for 2018/19");
    EXPECT_EQ(part(y2018, "f45")->value, 33);
}

TEST_F(Coverage, SomeCategoriesAloneArePartly) {
    load_seed();
    load(source_,
         release("foi",
                 "",
                 {file("f41_half.xlsx").figure({{"area", "f41"}, {"offence", "rape"}}, y2018, 5)}),
         codelists_);
    source_.hold.lost_columns_allowed = true;
    load(source_,
         release("foi",
                 "",
                 {file("f41_half2.xlsx").figure({{"area", "f41"}, {"offence", "rape"}}, y2018, 5)}),
         codelists_);
    derive_now();
    EXPECT_EQ(total(y2018)->members, 40);
    EXPECT_EQ(total(y2018)->value, 8224);
    EXPECT_EQ(part(y2018, "f41")->answer, Answer::partly);
    EXPECT_EQ(part(y2018, "f41")->why, "2018/19 without grooming");
}

TEST_F(Coverage, ALetterAnswersUntilAFileDoes) {
    load_seed();
    Decision letter{.what = "letter",
                    .source = "foi",
                    .target = "f42",
                    .answer = "refused",
                    .period = y2018,
                    .by = "Ann",
                    .why = "section 12",
                    .at = now_ + std::chrono::minutes(1)};
    ASSERT_TRUE(store_->decide(letter));
    derive_now();
    EXPECT_EQ(part(y2018, "f42")->answer, Answer::refused);
    EXPECT_EQ(part(y2018, "f42")->why, "refused 2018/19: section 12");
    EXPECT_EQ(part(y2019, "f42")->answer, Answer::answered) << "the letter is of another round";
    FileBuilder late = file("f42_late.xlsx");
    answer(late, 42, y2018, 50);
    load(source_, release("foi", "", {late}), codelists_);
    derive_now();
    EXPECT_EQ(part(y2018, "f42")->answer, Answer::answered);
    letter.answer = "maybe";
    EXPECT_EQ(store_->decide(letter).error().fault, Fault::usage);
    letter.answer = "partly";
    letter.at = now_ + std::chrono::minutes(1);
    ASSERT_TRUE(store_->decide(letter));
    derive_now();
    EXPECT_EQ(part(y2018, "f42")->answer, Answer::partly);
}

TEST_F(Coverage, ABreakLeavesAMemberOutOfItsYear) {
    load_seed();
    source_.breaks = {{{{"area", "f03"}}, {day("2019-07-01"), day("2020-06-30")}, "new system"}};
    derive_now();
    EXPECT_EQ(part(y2019, "f03")->answer, Answer::series_break);
    EXPECT_EQ(part(y2019, "f03")->why, "new system");
    EXPECT_EQ(part(y2018, "f03")->answer, Answer::answered);
    EXPECT_EQ(total(y2019)->members, 45);
    EXPECT_EQ(total(y2019)->value, 10391 - second_year(3));
}

} // namespace
} // namespace tidemark::load
