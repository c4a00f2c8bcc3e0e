// What a sheet's cells are drawn as: a small table with everything that can befall one.
#include "daemon/drawing.hpp"
#include "pipeline/base/text.hpp"

#include <gmock/gmock.h>

namespace tidemark {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = DrawnCell::Kind;
using Role = CellUse::Role;

Address at(std::string_view text) {
    return parse_address(text).value();
}

Area area(std::string_view text) {
    return parse_area(text).value();
}

CellUse label(std::uint32_t dim, std::string_view cell, std::string_view figures) {
    return {.role = Role::label, .dim = dim, .at = at(cell), .area = area(figures)};
}

CellUse mark(Role role, const Area& cells) {
    return {.role = role, .dim = 0, .at = cells.first, .area = cells};
}

// A file of one sheet, put together cell by cell.
struct Desk {
    Workbook book;
    Traced traced;
    std::vector<Error> held;

    Desk() {
        book.sheets.emplace_back().name = "Table 1";
        traced.file.sheets = {"Table 1"};
        traced.file.series = {Dims{{"area", "K"}}};
        traced.sheets = {{.name = "Table 1",
                          .layout = "1",
                          .dims = {"area", "period"},
                          .uses = {label(0, "A2", "B2:C2"), label(1, "B1", "B2:B3")}}};
    }

    Sheet& sheet() { return book.sheets.front(); }

    std::vector<CellUse>& uses() { return traced.sheets.front().uses; }

    // In the order of the sheet. Digits make a number.
    void put(std::string_view cell, const std::string& text) {
        const bool number = text.find_first_not_of("0123456789") == std::string::npos;
        Cell& made = sheet().cells.emplace_back();
        made.at = at(cell);
        made.type = number ? CellType::number : CellType::text;
        made.text = text;
    }

    Observation& figure(std::string_view cell, std::optional<double> value, Status status) {
        Observation& made = traced.file.observations.emplace_back();
        made.period = financial_year(2018);
        made.value = value;
        made.status = status;
        made.cell = at(cell);
        return made;
    }

    [[nodiscard]] Drawing draw() const {
        return tidemark::draw(outline_of(book), traced, book, held);
    }

    [[nodiscard]] DrawnCell cell(std::string_view cell) const {
        const Drawing drawing = draw();
        for (const DrawnCell& drawn : drawing.sheets.at(0).cells) {
            if (drawn.area.first == at(cell)) {
                return drawn;
            }
        }
        ADD_FAILURE() << "nothing at " << cell;
        return {};
    }
};

TEST(Drawing, SaysOfAFigureWhereItsDimensionsComeFrom) {
    Desk desk;
    desk.put("B1", "2018/19");
    desk.put("A2", "Kent");
    desk.put("B2", "247");
    desk.figure("B2", 247, Status::normal);
    const DrawnCell figure = desk.cell("B2");
    EXPECT_EQ(figure.kind, Kind::value);
    EXPECT_TRUE(figure.number);
    EXPECT_THAT(figure.about,
                ElementsAre("B2: 247",
                            "area: K, from A2 'Kent'",
                            "period: 2018/19, from B1 '2018/19'",
                            "value: 247",
                            "status: normal"));
    EXPECT_THAT(figure.from, ElementsAre(at("A2"), at("B1")));
    const DrawnCell kent = desk.cell("A2");
    EXPECT_EQ(kent.kind, Kind::label);
    EXPECT_THAT(kent.dims, ElementsAre(0U));
    EXPECT_FALSE(kent.heads);
    EXPECT_TRUE(desk.cell("B1").heads);
    EXPECT_THAT(kent.about, ElementsAre("A2: Kent", "label: area of B2, read as K"));
}

TEST(Drawing, TellsNumbersMarksAndMarkersApart) {
    Desk desk;
    desk.put("A2", "Kent");
    desk.put("B2", "5 [p]");
    desk.put("C2", "[c]");
    desk.figure("B2", 5, Status::provisional);
    desk.figure("C2", std::nullopt, Status::suppressed);
    EXPECT_EQ(desk.cell("B2").kind, Kind::marked);
    EXPECT_EQ(desk.cell("C2").kind, Kind::marker);
    EXPECT_THAT(desk.cell("C2").about.back(), HasSubstr("suppressed"));
    EXPECT_EQ(desk.draw().sheets.front().figures, 2U);
}

// A source may say that an empty cell means something: it is drawn although the sheet has none.
TEST(Drawing, DrawsAnEmptyCellThatMeansSomething) {
    Desk desk;
    desk.put("A2", "Kent");
    desk.put("C2", "note");
    desk.figure("B2", std::nullopt, Status::not_available);
    EXPECT_EQ(desk.cell("B2").kind, Kind::marker);
    EXPECT_EQ(desk.cell("B2").text, "");
}

TEST(Drawing, ANumberThatNothingAsksForStandsOut) {
    Desk desk;
    desk.put("A1", "Note");
    desk.put("A2", "Kent");
    desk.put("E2", "12");
    desk.put("A5", "13");
    desk.put("A9", "14");
    desk.uses().push_back(mark(Role::skipped, area("A5:B5")));
    desk.uses().push_back(mark(Role::stop, {{8, 0}, {UINT32_MAX, UINT32_MAX}}));
    EXPECT_EQ(desk.cell("E2").kind, Kind::unread);
    EXPECT_EQ(desk.cell("A5").kind, Kind::skipped);
    EXPECT_EQ(desk.cell("A9").kind, Kind::stop);
    EXPECT_EQ(desk.cell("A1").kind, Kind::plain);
    EXPECT_THAT(desk.cell("A1").about, IsEmpty());
}

TEST(Drawing, WhatHoldsTheFileShowsWhateverElseItIs) {
    Desk desk;
    desk.put("A2", "Kemt");
    desk.put("B2", "n.k.");
    desk.uses().push_back(mark(Role::held, area("B2")));
    Error reason;
    reason.code = "layout.label";
    reason.sheet = "Table 1";
    reason.cell = "A2";
    reason.expected = "a label";
    reason.found = "'Kemt'";
    desk.held = {reason};
    EXPECT_EQ(desk.cell("A2").kind, Kind::held);
    EXPECT_THAT(desk.cell("A2").about.at(1), HasSubstr("layout.label: expected a label, found"));
    EXPECT_EQ(desk.cell("B2").kind, Kind::held);
    desk.held.front().sheet = "Table 2";
    EXPECT_EQ(desk.cell("A2").kind, Kind::label);
}

TEST(Drawing, AnAnchorThatIsALabelIsBoth) {
    Desk desk;
    desk.put("A1", "Force");
    desk.put("A2", "Kent");
    desk.uses().push_back(mark(Role::anchor, area("A1")));
    desk.uses().push_back(mark(Role::anchor, area("A2")));
    EXPECT_EQ(desk.cell("A1").kind, Kind::anchor);
    EXPECT_EQ(desk.cell("A2").kind, Kind::label);
    EXPECT_TRUE(desk.cell("A2").anchor);
}

TEST(Drawing, AMergedRangeIsOneCellUnlessAFigureStandsUnderIt) {
    Desk desk;
    desk.put("A1", "Title");
    desk.put("A2", "Kent");
    desk.put("B2", "1");
    desk.put("C2", "2");
    desk.sheet().merges = {area("A1:C1"), area("B2:C2"), area("A1:A2")};
    desk.figure("B2", 1, Status::normal);
    desk.figure("C2", 2, Status::normal);
    EXPECT_EQ(desk.cell("A1").area, area("A1:C1"));
    EXPECT_EQ(desk.cell("B2").area, area("B2"));
    EXPECT_EQ(desk.cell("C2").area, area("C2"));
    EXPECT_EQ(desk.cell("A2").area, area("A2")) << "the second of two that overlap";
}

TEST(Drawing, OfALongListTheFirstRows) {
    Desk desk;
    for (std::uint32_t row = 1; row <= 5000; ++row) {
        const std::string cell = "A" + std::to_string(row);
        desk.put(cell, "1");
        desk.figure(cell, 1, Status::normal);
    }
    const DrawnSheet sheet = desk.draw().sheets.front();
    EXPECT_EQ(sheet.drawn, area("A1:A1000"));
    EXPECT_EQ(sheet.extent, area("A1:A5000"));
    EXPECT_EQ(sheet.cells.size(), 1000U);
    EXPECT_EQ(sheet.figures, 5000U);
    EXPECT_EQ(sheet.figures_beyond, 4000U);
}

TEST(Drawing, OfManyWideSheetsThePageHoldsAShareOfEach) {
    Desk desk;
    desk.put("IV1", "far");
    desk.put("A900", "low");
    desk.traced.sheets.resize(10, {.name = "x"});
    const DrawnSheet sheet = desk.draw().sheets.front();
    EXPECT_EQ(sheet.drawn, area("A1:IV30"));
    EXPECT_EQ(sheet.extent, area("A1:IV900"));
}

TEST(Drawing, WithoutASheetThatWasLookedAtTheFirstOnes) {
    Desk desk;
    desk.put("A1", "1");
    Sheet filled = desk.sheet();
    desk.sheet().name = "empty";
    desk.sheet().cells.clear();
    for (const char* name : {"a", "b", "c", "d"}) {
        filled.name = name;
        desk.book.sheets.push_back(filled);
    }
    desk.traced = {};
    const Outline outline = outline_of(desk.book);
    EXPECT_THAT(sheets_to_draw(outline, desk.traced), ElementsAre("a", "b", "c"));
    const Drawing drawing = desk.draw();
    ASSERT_EQ(drawing.sheets.size(), 3U);
    EXPECT_EQ(drawing.sheets[0].cells.at(0).kind, Kind::unread);
    ASSERT_EQ(drawing.others.size(), 2U);
    EXPECT_EQ(drawing.others[1].name, "d");
}

// An answer made to take hours ends.
TEST(Drawing, AnEndlessTraceIsLeftHalfDrawn) {
    Desk desk;
    desk.put("A1", "Title");
    desk.put("IV900", "far");
    desk.uses().assign(100'000, mark(Role::skipped, whole_sheet));
    desk.sheet().merges.assign(100'000, area("A1:IV900"));
    EXPECT_EQ(desk.cell("A1").kind, Kind::skipped);
}

TEST(Drawing, MarksTheDimensionsByLettersAndThePeriodByT) {
    const std::vector<std::string> dims{"area", "period", "offence"};
    EXPECT_EQ(dim_mark(dims, 0), "a");
    EXPECT_EQ(dim_mark(dims, 1), "t");
    EXPECT_EQ(dim_mark(dims, 2), "b");
    for (const KindWords& kind : all_kinds()) {
        EXPECT_EQ(words(kind.kind).name, kind.name); // the table is in their order
    }
}

} // namespace
} // namespace tidemark
