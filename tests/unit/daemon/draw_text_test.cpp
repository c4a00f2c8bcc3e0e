#include "daemon/draw_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace tidemark {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = DrawnCell::Kind;

struct Grid {
    Drawing drawing;

    Grid() {
        DrawnSheet& sheet = drawing.sheets.emplace_back();
        sheet.name = "Table 1";
        sheet.layout = "1";
        sheet.extent = sheet.drawn = {{0, 0}, {9, 2}};
        drawing.dims = {"area", "period"};
        put({0, 0}, Kind::anchor, "Force", {});
        put({0, 2}, Kind::label, "2018/19", {1});
        put({8, 0}, Kind::label, "Kent", {0});
        put({8, 2}, Kind::value, "247", {}).number = true;
        put({9, 0}, Kind::label, "Wiltshire 2019", {0, 1});
        put({9, 2}, Kind::unread, "63", {}).number = true;
    }

    DrawnCell& put(Address at, Kind kind, std::string text, std::vector<std::size_t> dims) {
        DrawnCell& made = drawing.sheets.front().cells.emplace_back();
        made.area = {at, at};
        made.kind = kind;
        made.text = std::move(text);
        made.dims = std::move(dims);
        return made;
    }

    [[nodiscard]] std::string text(Colours colours = Colours::no) const {
        std::ostringstream out;
        draw_text(out, drawing, colours);
        return out.str();
    }
};

TEST(DrawText, MarksEachCellByWhatItWasTakenFor) {
    EXPECT_EQ(Grid().text(),
              "Table 1\n"
              "      A                  C\n"
              " 1  @ Force            t 2018/19\n"
              " 9  a Kent                 = 247\n"
              "10  at Wiltshire 2019       ? 63\n"
              "\n"
              "?  a number that was not read: nothing asks for it\n"
              "@  anchor, or head of a column: what the layout was found by\n"
              "a  label of area\n"
              "t  label of period\n"
              "=  a figure\n");
}

TEST(DrawText, InColourSaysTheSame) {
    const Grid grid;
    std::string coloured = grid.text(Colours::yes);
    EXPECT_THAT(coloured, HasSubstr("\x1b[34m= 247\x1b[0m"));
    EXPECT_THAT(coloured, HasSubstr("\x1b[30;43m? 63\x1b[0m"));
    for (auto escape = coloured.find('\x1b'); escape != std::string::npos;
         escape = coloured.find('\x1b')) {
        coloured.erase(escape, coloured.find('m', escape) + 1 - escape);
    }
    EXPECT_EQ(coloured, grid.text());
}

TEST(DrawText, LetsNothingOfTheFileReachTheTerminalButText) {
    Grid grid;
    grid.put({9, 3}, Kind::plain, "\x1b]0;owned\x07\nnext", {});
    grid.drawing.sheets.front().drawn.last.column = 3;
    grid.drawing.sheets.front().name = "\x1b[2J";
    const std::string text = grid.text();
    EXPECT_TRUE(std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 32 && c != '\n'; }));
    EXPECT_THAT(text, Not(HasSubstr("\nnext")));
}

TEST(DrawText, CutsALongText) {
    Grid grid;
    grid.drawing.sheets.front().cells.front().text = "Île-de-France et Île-de-la-Cité";
    EXPECT_THAT(grid.text(), HasSubstr("@ Île-de-France et ~ "));
}

TEST(DrawText, SaysWhatItDoesNotDraw) {
    Grid grid;
    DrawnSheet& sheet = grid.drawing.sheets.front();
    sheet.extent.last.row = 4999;
    sheet.figures = 1200;
    sheet.figures_beyond = 1000;
    EXPECT_THAT(grid.text(),
                HasSubstr("drawn to C10 of C5000; beyond it 1,000 of 1,200 figures\n"));
}

} // namespace
} // namespace tidemark
