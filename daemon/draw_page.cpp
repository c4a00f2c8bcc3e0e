#include "daemon/draw_page.hpp"

#include "daemon/html_text.hpp"
#include "daemon/page_look.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace tidemark {
namespace {

using Kind = DrawnCell::Kind;

// The period has the one warm colour; of the others the first that fits.
std::string style_of(const std::vector<std::string>& dims) {
    constexpr std::array<std::string_view, 6> tints{
        "#cdebd3", "#e6d9f4", "#cdeceb", "#f9d9e6", "#e3e6b8", "#e8dccb"};
    std::string style(page_style);
    std::size_t next = 0;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const bool period = dims[i] == "period";
        style += fmt::format(
            ".d{}{{background:{}}}\n", i, period ? "#fde2a7" : tints[next % tints.size()]);
        next += period ? 0 : 1;
    }
    return style;
}

std::string column_letters(std::uint32_t column) {
    std::string name = to_text(Address{0, column});
    name.pop_back();
    return name;
}

class PageWriter {
  public:
    PageWriter(const PageFacts& facts, const Drawing& drawing)
        : facts_(facts)
        , drawing_(drawing) {}

    [[nodiscard]] std::string write() {
        head();
        verdict();
        contents();
        legend();
        for (std::size_t i = 0; i < drawing_.sheets.size(); ++i) {
            sheet(i);
        }
        others();
        alerts();
        out_ += "<div id=\"about\" hidden></div>\n<script>";
        out_ += page_script;
        out_ += "</script>\n</body>\n</html>\n";
        return std::move(out_);
    }

  private:
    template <typename... Args>
    void put(fmt::format_string<Args...> form, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
    }

    void head();
    void verdict();
    void reason(const Error& reason);
    void unread();
    void contents();
    void legend();
    void sheet(std::size_t index);
    void row(const DrawnSheet& sheet, std::size_t index, std::uint32_t row);
    void cell(const DrawnCell& cell, std::size_t index);
    void others();
    void alerts();
    [[nodiscard]] std::optional<std::string> id_of(const Error& reason) const;

    [[nodiscard]] static std::string class_of(const DrawnCell& cell) {
        std::string names(words(cell.kind).name);
        if (cell.kind == Kind::label) {
            names += fmt::format(" d{}", cell.dims.back());
        }
        names += cell.anchor && cell.kind != Kind::anchor ? " found" : "";
        names += cell.heads ? " head" : "";
        return names + (cell.number ? " n" : "");
    }

    [[nodiscard]] std::string marks_of(const DrawnCell& cell) const {
        std::vector<std::string> marks;
        for (const std::size_t dim : cell.dims) {
            marks.push_back(dim_mark(drawing_.dims, dim));
        }
        return join(marks, "");
    }

    const PageFacts& facts_;
    const Drawing& drawing_;
    std::vector<DrawnCell>::const_iterator next_; // cell of the sheet being drawn
    std::vector<std::uint32_t> covered_until_;    // by column: the row at which a merged range ends
    bool focusable_ = false;                      // one of the sheet's cells is
    std::string out_;
};

void PageWriter::head() {
    const std::string style = style_of(drawing_.dims);
    put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src {}; script-src {}; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<title>{} as {}</title>\n<style>{}</style>\n</head>\n<body>\n",
        csp_digest(style),
        csp_digest(page_script),
        escaped(facts_.file),
        escaped(facts_.source),
        style);
    put("<h1>{}</h1>\n<p>Read as the source <code>{}</code>{}{}. {}</p>\n",
        escaped(facts_.file),
        escaped(facts_.source),
        facts_.title.empty() ? "" : ": ",
        escaped(facts_.title),
        escaped(drawing_.decided));
}

std::optional<std::string> PageWriter::id_of(const Error& reason) const {
    const auto at = parse_address(reason.cell);
    for (std::size_t i = 0; at && i < drawing_.sheets.size(); ++i) {
        const DrawnSheet& sheet = drawing_.sheets[i];
        if (sheet.name == reason.sheet && sheet.drawn.holds(*at)) {
            return fmt::format("s{}-{}", i + 1, to_text(*at));
        }
    }
    return std::nullopt;
}

void PageWriter::reason(const Error& reason) {
    const auto id = id_of(reason);
    const std::string place = reason.cell.empty()    ? reason.sheet
                              : reason.sheet.empty() ? reason.cell
                                                     : reason.sheet + ", " + reason.cell;
    put("<li><code>{}</code> ", escaped(reason.code));
    if (id) {
        put("<a href=\"#{}\">{}</a>: ", *id, escaped(place));
    } else if (!place.empty()) {
        put("{}: ", escaped(place));
    }
    put("expected {}, found {}. <b>Next:</b> {}.</li>\n",
        escaped(reason.expected),
        escaped(reason.found),
        escaped(reason.next));
}

void PageWriter::verdict() {
    const std::string kept = fmt::format("{} of {} series",
                                         counted(facts_.figures, "figure"),
                                         grouped(static_cast<double>(facts_.series)));
    if (facts_.held.empty()) {
        put("<div class=\"verdict\"><p><b>It would be let in:</b> {}.</p>\n", kept);
    } else {
        put("<div class=\"verdict no\"><p><b>It would be held</b>, for {}; {} read.</p>\n<ol>\n",
            counted(facts_.held.size(), "reason"),
            kept);
        std::ranges::for_each(facts_.held, [this](const Error& held) { reason(held); });
        out_ += "</ol>\n";
    }
    for (const std::string& dropped : facts_.dropped) {
        put("<p>{}</p>\n", escaped(dropped));
    }
    unread();
    out_ += "</div>\n";
}

// Numbers that nobody asked for are what a person worries about.
void PageWriter::unread() {
    std::size_t count = 0;
    std::string first;
    for (std::size_t i = 0; i < drawing_.sheets.size(); ++i) {
        for (const DrawnCell& cell : drawing_.sheets[i].cells) {
            if (cell.kind == Kind::unread && count++ == 0) {
                first = fmt::format("s{}-{}", i + 1, to_text(cell.area.first));
            }
        }
    }
    if (count > 0) {
        put("<p>{} drawn here {} not read, and no rule leaves {} out: <a href=\"#{}\">the "
            "first</a>.</p>\n",
            counted(count, "number"),
            count == 1 ? "was" : "were",
            count == 1 ? "it" : "them",
            first);
    }
}

void PageWriter::contents() {
    if (drawing_.sheets.size() < 2) {
        return;
    }
    out_ += "<nav aria-label=\"Sheets\"><ul>\n";
    for (std::size_t i = 0; i < drawing_.sheets.size(); ++i) {
        put("<li><a href=\"#s{}\">{}</a></li>\n", i + 1, escaped(drawing_.sheets[i].name));
    }
    out_ += "</ul></nav>\n";
}

void PageWriter::legend() {
    std::set<Kind> kinds;
    std::set<std::size_t> dims;
    for (const DrawnSheet& sheet : drawing_.sheets) {
        for (const DrawnCell& cell : sheet.cells) {
            kinds.insert(cell.kind);
            dims.insert(cell.dims.begin(), cell.dims.end());
            if (cell.anchor) {
                kinds.insert(Kind::anchor);
            }
        }
    }
    out_ += "<ul class=\"legend\" aria-label=\"Legend\">\n";
    for (const std::size_t dim : dims) {
        put("<li><span class=\"key label d{}\" data-mark=\"{}\">{}</span> label of {}</li>\n",
            dim,
            dim_mark(drawing_.dims, dim),
            escaped(drawing_.dims[dim]),
            escaped(drawing_.dims[dim]));
    }
    for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
        if (*kind != Kind::label && *kind != Kind::plain) {
            put("<li><span class=\"key {0}\">{0}</span> {1}</li>\n",
                words(*kind).name,
                words(*kind).legend);
        }
    }
    out_ += "</ul>\n";
}

void PageWriter::sheet(std::size_t index) {
    const DrawnSheet& sheet = drawing_.sheets[index];
    put("<section id=\"s{}\">\n<h2>{}</h2>\n<p class=\"note\">", index + 1, escaped(sheet.name));
    put("{}{}",
        sheet.visibility == Visibility::visible ? "" : "A hidden sheet. ",
        sheet.layout.empty() ? "No layout reads it." : "");
    if (!sheet.layout.empty()) {
        put("Read by the layout '{}': {}.",
            escaped(sheet.layout),
            counted(sheet.figures, "figure"));
    }
    const std::size_t rows = sheet.extent.last.row - sheet.drawn.last.row;
    const std::size_t columns = sheet.extent.last.column - sheet.drawn.last.column;
    if (rows > 0 || columns > 0) {
        put(" Not drawn: {}{}{}; they hold {}.",
            rows > 0 ? counted(rows, "further row") : "",
            rows > 0 && columns > 0 ? " and " : "",
            columns > 0 ? counted(columns, "further column") : "",
            counted(sheet.figures_beyond, "figure"));
    }
    put("</p>\n<div class=\"sheet\">\n<table>\n<caption>{}</caption>\n<thead><tr><th></th>",
        escaped(sheet.name));
    for (std::uint32_t column = 0; column <= sheet.drawn.last.column; ++column) {
        put("<th scope=\"col\">{}</th>", column_letters(column));
    }
    out_ += "</tr></thead>\n<tbody>\n";
    next_ = sheet.cells.begin();
    covered_until_.assign(std::size_t{sheet.drawn.last.column} + 1, 0);
    focusable_ = false;
    for (std::uint32_t at = 0; at <= sheet.drawn.last.row; ++at) {
        row(sheet, index, at);
    }
    out_ += "</tbody>\n</table>\n</div>\n</section>\n";
}

void PageWriter::row(const DrawnSheet& sheet, std::size_t index, std::uint32_t row) {
    put("<tr><th scope=\"row\">{}</th>", row + 1);
    for (std::uint32_t column = 0; column <= sheet.drawn.last.column; ++column) {
        if (covered_until_[column] > row) {
            continue;
        }
        if (next_ == sheet.cells.end() || next_->area.first != Address{row, column}) {
            out_ += "<td></td>";
            continue;
        }
        for (std::uint32_t c = next_->area.first.column; c <= next_->area.last.column; ++c) {
            covered_until_[c] = next_->area.last.row + 1;
        }
        cell(*next_, index);
        ++next_;
    }
    out_ += "</tr>\n";
}

void PageWriter::cell(const DrawnCell& cell, std::size_t index) {
    put("<td id=\"s{}-{}\" class=\"{}\"", index + 1, to_text(cell.area.first), class_of(cell));
    const std::uint32_t columns = cell.area.last.column - cell.area.first.column + 1;
    const std::uint32_t rows = cell.area.last.row - cell.area.first.row + 1;
    if (columns > 1) {
        put(" colspan=\"{}\"", columns);
    }
    if (rows > 1) {
        put(" rowspan=\"{}\"", rows);
    }
    if (cell.kind == Kind::label) {
        put(" data-mark=\"{}\"", marks_of(cell));
    }
    if (!cell.from.empty()) {
        std::vector<std::string> from;
        for (const Address at : cell.from) {
            from.push_back(to_text(at));
        }
        put(" data-from=\"{}\"", join(from, " "));
    }
    if (!cell.about.empty()) {
        put(" title=\"{}\"", escaped(join(cell.about, "\n")));
        if (!std::exchange(focusable_, true)) {
            out_ += " tabindex=\"0\"";
        }
    }
    put(">{}</td>", escaped(cell.text));
}

void PageWriter::others() {
    if (drawing_.others.empty()) {
        return;
    }
    put("<h2>Sheets that are not drawn</h2>\n<p class=\"note\">{}</p>\n<ul>\n",
        "The source asks for none of them.");
    for (const SheetOutline& sheet : drawing_.others) {
        put("<li>{}{}: {}, {}</li>\n",
            escaped(sheet.name),
            sheet.visibility == Visibility::visible ? "" : " (hidden)",
            counted(sheet.cells, "cell"),
            escaped(join(sheet.first, " | ")));
    }
    out_ += "</ul>\n";
}

void PageWriter::alerts() {
    if (facts_.alerts.empty()) {
        return;
    }
    put("<details><summary>{} that it would write</summary>\n<pre>",
        counted(facts_.alerts.size(), "line"));
    for (const std::string& line : facts_.alerts) {
        put("{}\n", escaped(line));
    }
    out_ += "</pre></details>\n";
}

} // namespace

std::string draw_page(const PageFacts& facts, const Drawing& drawing) {
    return PageWriter(facts, drawing).write();
}

// A page replaces a page of ours, never the publisher's file, a source file, a link or a device.
Result<void> may_write_page(const std::string& name) {
    std::error_code ignored;
    const std::filesystem::file_status status = std::filesystem::symlink_status(name, ignored);
    if (status.type() == std::filesystem::file_type::not_found) {
        return {};
    }
    const auto head =
        std::filesystem::is_regular_file(status) ? read_file(name) : Result<std::string>("");
    constexpr std::string_view ours = "default-src 'none'; style-src 'sha256-";
    if (head && head->starts_with("<!DOCTYPE html>") &&
        std::string_view(*head).substr(0, 1000).find(ours) != std::string_view::npos) {
        return {};
    }
    return fail({.fault = Fault::usage,
                 .code = "usage.html",
                 .file = name,
                 .expected = "a new file, or a page that --html wrote",
                 .found = "something else",
                 .next = "give --html another name; nothing was written"});
}

} // namespace tidemark
