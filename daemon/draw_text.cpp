#include "daemon/draw_text.hpp"

#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

namespace tidemark {
namespace {

using Kind = DrawnCell::Kind;

constexpr std::size_t most_width = 18; // characters of a cell
constexpr std::string_view plain_again = "\x1b[0m";

// ECMA-48 colours that a dark and a light terminal show.
std::string_view colour_of(Kind kind) {
    switch (kind) {
    case Kind::value:
        return "\x1b[34m";
    case Kind::marked:
        return "\x1b[34;4m";
    case Kind::marker:
        return "\x1b[36m";
    case Kind::total:
        return "\x1b[34;1m";
    case Kind::anchor:
        return "\x1b[7m";
    case Kind::unread:
        return "\x1b[30;43m";
    case Kind::held:
        return "\x1b[97;41m";
    case Kind::dropped:
    case Kind::skipped:
    case Kind::stop:
        return "\x1b[2m";
    case Kind::label:
    case Kind::plain:
        break;
    }
    return "";
}

// At most so many characters; "~" says that some are missing.
std::string narrowed(const std::string& text) {
    std::string line = one_line(text);
    if (text_width(line) <= most_width) {
        return line;
    }
    while (text_width(line) >= most_width) {
        const auto last = std::ranges::find_if(line.rbegin(), line.rend(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        line.erase(static_cast<std::size_t>(line.rend() - last) - 1);
    }
    return line + "~";
}

class TextDrawer {
  public:
    TextDrawer(std::ostream& out, const Drawing& drawing, Colours colours)
        : out_(out)
        , drawing_(drawing)
        , colours_(colours) {}

    void draw() {
        for (const DrawnSheet& sheet : drawing_.sheets) {
            this->sheet(sheet);
        }
        legend();
    }

  private:
    // "a Kent", "at 2019 Rape", "= 2,145".
    [[nodiscard]] std::string marked(const DrawnCell& cell) const {
        std::string mark(1, words(cell.kind).mark);
        if (cell.kind == Kind::label) {
            mark.clear();
            for (const std::size_t dim : cell.dims) {
                mark += dim_mark(drawing_.dims, dim);
            }
        }
        return mark + " " + narrowed(cell.text);
    }

    [[nodiscard]] std::string_view colour_of(Kind kind, std::size_t dim) const {
        constexpr std::array<std::string_view, 4> labels{
            "\x1b[32m", "\x1b[35m", "\x1b[32;4m", "\x1b[35;4m"};
        if (kind != Kind::label) {
            return tidemark::colour_of(kind);
        }
        return drawing_.dims.at(dim) == "period" ? "\x1b[33m" : labels.at(dim % labels.size());
    }

    void coloured(Kind kind, std::size_t dim, std::string_view text) const {
        const std::string_view colour =
            colours_ == Colours::yes ? colour_of(kind, dim) : std::string_view();
        out_ << colour << text << (colour.empty() ? "" : plain_again);
    }

    void sheet(const DrawnSheet& sheet);
    void row(std::span<const DrawnCell> cells, std::size_t margin);
    void legend() const;

    std::ostream& out_;
    const Drawing& drawing_;
    Colours colours_;
    std::vector<std::size_t> widths_; // of the columns, marks included; 0: nothing stands there
};

void TextDrawer::sheet(const DrawnSheet& sheet) {
    fmt::print(out_,
               "{}{}\n",
               one_line(sheet.name),
               sheet.layout.empty() ? ", which no layout reads" : "");
    widths_.assign(std::size_t{sheet.drawn.last.column} + 1, 0);
    for (const DrawnCell& cell : sheet.cells) {
        std::size_t& width = widths_[cell.area.first.column];
        width = std::max(width, text_width(marked(cell)));
    }
    const std::size_t margin = std::to_string(sheet.drawn.last.row + 1).size();
    std::string heads(margin, ' ');
    for (std::uint32_t column = 0; column < widths_.size(); ++column) {
        if (widths_[column] > 0) {
            std::string name = to_text(Address{0, column});
            name.pop_back();
            widths_[column] = std::max(widths_[column], name.size() + 2);
            heads += "    " + name + std::string(widths_[column] - name.size() - 2, ' ');
        }
    }
    fmt::print(out_, "{}\n", heads.substr(0, heads.find_last_not_of(' ') + 1));
    const std::span<const DrawnCell> cells(sheet.cells);
    for (std::size_t i = 0; i < cells.size();) {
        std::size_t end = i + 1;
        while (end < cells.size() && cells[end].area.first.row == cells[i].area.first.row) {
            ++end;
        }
        row(cells.subspan(i, end - i), margin);
        i = end;
    }
    if (sheet.extent != sheet.drawn) {
        fmt::print(out_,
                   "drawn to {} of {}; beyond it {} of {} figures\n",
                   to_text(sheet.drawn.last),
                   to_text(sheet.extent.last),
                   grouped(static_cast<double>(sheet.figures_beyond)),
                   grouped(static_cast<double>(sheet.figures)));
    }
    out_ << '\n';
}

void TextDrawer::row(std::span<const DrawnCell> cells, std::size_t margin) {
    fmt::print(out_, "{:>{}}", cells.front().area.first.row + 1, margin);
    std::size_t blanks = 0; // not written until something follows
    std::uint32_t column = 0;
    for (const DrawnCell& cell : cells) {
        for (; column < cell.area.first.column; ++column) {
            blanks += widths_[column] == 0 ? 0 : widths_[column] + 2;
        }
        const std::string text = marked(cell);
        const std::size_t room = widths_[column] - text_width(text);
        const bool figure = cell.kind >= Kind::total && cell.kind <= Kind::value;
        const std::size_t before = cell.number || figure ? room : 0;
        out_ << std::string(blanks + 2 + before, ' ');
        coloured(cell.kind, cell.dims.empty() ? 0 : cell.dims.back(), text);
        blanks = room - before;
        ++column;
    }
    out_ << '\n';
}

void TextDrawer::legend() const {
    std::set<std::pair<Kind, std::size_t>> seen;
    for (const DrawnSheet& sheet : drawing_.sheets) {
        for (const DrawnCell& cell : sheet.cells) {
            if (cell.kind != Kind::label) {
                seen.emplace(cell.kind, 0);
            }
            for (const std::size_t dim : cell.dims) {
                seen.emplace(Kind::label, dim);
            }
        }
    }
    for (const auto& [kind, dim] : seen) {
        if (kind == Kind::label) {
            coloured(kind, dim, dim_mark(drawing_.dims, dim));
            fmt::print(out_, "  label of {}\n", one_line(drawing_.dims[dim]));
        } else if (kind != Kind::plain) {
            coloured(kind, 0, std::string(1, words(kind).mark));
            fmt::print(out_, "  {}\n", words(kind).legend);
        }
    }
}

} // namespace

void draw_text(std::ostream& out, const Drawing& drawing, Colours colours) {
    TextDrawer(out, drawing, colours).draw();
}

} // namespace tidemark
