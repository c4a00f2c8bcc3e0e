#include "daemon/mend_guess.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace tidemark {
namespace {

constexpr std::size_t most_proposals = 6; // each is proved by reading the file

// Texts by their distance from the words, at most as many as are tried.
std::vector<std::string> ranked(std::string_view words, const std::vector<std::string>& texts) {
    return nearest(words, texts, most_proposals);
}

// --- sheets --------------------------------------------------------------------------------------

struct SheetChoice {
    const Pattern* pattern;
    config::ValuePath path;
};

std::optional<SheetChoice> sheet_choice(const Recipe& recipe, std::string_view file_name) {
    for (std::size_t i = 0; i < recipe.files.size(); ++i) {
        const FileOverride& file = recipe.files[i];
        if (file.name.matches(file_name) && !file.sheet.empty()) {
            return SheetChoice{&file.sheet, {"file", std::to_string(i), "sheet", "name"}};
        }
    }
    if (recipe.read.sheet.empty()) {
        return std::nullopt;
    }
    return SheetChoice{&recipe.read.sheet, {"read", "sheet", "name"}};
}

std::vector<Proposal> guess_sheet(const Source& source, const FileSeen& file) {
    const auto choice = sheet_choice(source.recipe, file.name);
    const auto outline = choice ? file.sheets() : std::nullopt;
    if (!outline) {
        return {};
    }
    std::vector<std::string> fitting;
    std::vector<std::string> others;
    for (const SheetOutline& sheet : outline->sheets) {
        const auto name = squeeze(sheet.name);
        const bool seen = source.recipe.read.hidden || sheet.visibility == Visibility::visible;
        if (seen && sheet.cells > 0) {
            (choice->pattern->matches(name) ? fitting : others).push_back(name);
        }
    }
    std::vector<Proposal> all;
    const auto words = plain_words(choice->pattern->text());
    for (const std::string& name : ranked(words, fitting.empty() ? others : fitting)) {
        all.push_back({{choice->path, exact_pattern(name), "sheet"}});
    }
    return all;
}

// --- anchors -------------------------------------------------------------------------------------

// A head has something right of it and something below it.
bool is_head(const Sheet& sheet, const Cell& cell) {
    bool right = false;
    bool below = false;
    for (const Cell& other : sheet.cells) {
        right = right || (other.at.row == cell.at.row && other.at.column > cell.at.column);
        below = below || (other.at.column == cell.at.column && other.at.row > cell.at.row);
    }
    return right && below;
}

// Texts that stand once in the area, those of heads.
std::vector<std::string> heads(const Sheet& sheet, const std::optional<Area>& in) {
    std::map<std::string, int> times;
    std::vector<std::string> texts;
    for (const Cell& cell : sheet.cells) {
        if (cell.type == CellType::text && (!in || in->holds(cell.at))) {
            const auto text = squeeze(cell.text);
            if (++times[text] == 1 && is_head(sheet, cell)) {
                texts.push_back(text);
            }
        }
    }
    std::erase_if(texts, [&](const std::string& text) { return times[text] > 1; });
    return texts;
}

// The nearest by name, then the first of the sheet: a head may have got another name altogether.
std::vector<std::string> anchors(std::string_view words, const std::vector<std::string>& texts) {
    constexpr std::size_t by_name = most_proposals / 2;
    auto all = nearest(words, texts, by_name);
    for (const std::string& text : texts) {
        if (all.size() < most_proposals && std::ranges::find(all, text) == all.end()) {
            all.push_back(text);
        }
    }
    return all;
}

std::vector<Proposal>
guess_anchor(const Error& reason, const Source& source, const FileSeen& file) {
    const auto sheet = file.top_of(reason.sheet);
    std::vector<Proposal> all;
    for (std::size_t i = 0; sheet && i < source.recipe.layouts.size(); ++i) {
        const CellPick& anchor = source.recipe.layouts[i].anchor;
        const bool meant =
            reason.expected.find("'" + anchor.text.text() + "'") != std::string::npos;
        if (anchor.text.empty() || !meant) {
            continue;
        }
        for (const std::string& text :
             anchors(plain_words(anchor.text.text()), heads(*sheet, anchor.in))) {
            all.push_back(
                {{{"layout", std::to_string(i), "anchor", "text"}, exact_pattern(text), "anchor"}});
        }
    }
    return all;
}

// --- columns of a list
// -----------------------------------------------------------------------------

using NamedColumns = std::vector<std::pair<config::ValuePath, std::string>>;

// Every place in which a list names a column, and the text there.
NamedColumns columns_of(const Layout& layout, std::size_t index) {
    NamedColumns all;
    const config::ValuePath root{"layout", std::to_string(index)};
    const auto add = [&](std::vector<std::string> steps, const std::string& text) {
        config::ValuePath path = root;
        path.insert(path.end(), steps.begin(), steps.end());
        all.emplace_back(std::move(path), text);
    };
    for (std::size_t k = 0; k < layout.header_has.size(); ++k) {
        add({"header", "has", std::to_string(k)}, layout.header_has[k]);
    }
    add({"value", "column"}, layout.value_column);
    for (std::size_t d = 0; d < layout.dims.size(); ++d) {
        const auto* from = std::get_if<FromColumns>(&layout.dims[d].from);
        if (from == nullptr) {
            continue;
        }
        const auto dim = std::to_string(d);
        if (from->columns.size() == 1) {
            add({"dim", dim, "column"}, from->columns.front());
        } else {
            for (std::size_t k = 0; k < from->columns.size(); ++k) {
                add({"dim", dim, "columns", std::to_string(k)}, from->columns[k]);
            }
        }
        for (std::size_t k = 0; k < from->instead.size(); ++k) {
            add({"dim", dim, "or", std::to_string(k)}, from->instead[k]);
        }
    }
    return all;
}

// The row that holds most of the wanted texts: folded, as written.
std::map<std::string, std::string> header_row(const Sheet& sheet,
                                              const std::set<std::string>& wanted) {
    std::map<std::uint32_t, std::map<std::string, std::string>> rows;
    for (const Cell& cell : sheet.cells) {
        if (cell.type == CellType::text) {
            rows[cell.at.row].emplace(fold(cell.text), squeeze(cell.text));
        }
    }
    std::map<std::string, std::string> best;
    std::ptrdiff_t most = 0;
    for (auto& [row, texts] : rows) {
        const auto hits = std::ranges::count_if(
            texts, [&](const auto& text) { return wanted.contains(text.first); });
        if (hits > most) {
            most = hits;
            best = texts;
        }
    }
    return best;
}

// The first column that is not there, under each of the other heads of the row.
std::vector<Proposal> guess_in_row(const NamedColumns& columns, const Sheet& sheet) {
    std::set<std::string> wanted;
    for (const auto& [path, text] : columns) {
        wanted.insert(fold(text));
    }
    const auto row = header_row(sheet, wanted);
    const auto missing = std::ranges::find_if(
        columns, [&](const auto& column) { return !row.contains(fold(column.second)); });
    if (row.empty() || missing == columns.end()) {
        return {};
    }
    std::vector<std::string> others;
    for (const auto& [folded, text] : row) {
        if (!wanted.contains(folded)) {
            others.push_back(text);
        }
    }
    std::vector<Proposal> all;
    for (const std::string& text : ranked(missing->second, others)) {
        Proposal proposal;
        for (const auto& [path, was] : columns) {
            if (fold(was) == fold(missing->second)) {
                proposal.push_back({path, text, "column"});
            }
        }
        all.push_back(std::move(proposal));
    }
    return all;
}

// One missing column at a time: the file is then read again, and the next is asked about.
std::vector<Proposal>
guess_column(const Error& reason, const Source& source, const FileSeen& file) {
    const auto sheet = file.top_of(reason.sheet);
    std::vector<Proposal> all;
    for (std::size_t i = 0; sheet && i < source.recipe.layouts.size(); ++i) {
        const Layout& layout = source.recipe.layouts[i];
        if (layout.kind == Layout::Kind::list) {
            std::ranges::move(guess_in_row(columns_of(layout, i), *sheet), std::back_inserter(all));
        }
    }
    return all;
}

} // namespace

std::string plain_words(std::string_view expression) {
    std::string words;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        const char c = expression[i];
        if (expression.substr(i, 2) == "(?") { // (?i), (?:, (?<name>
            const auto end = expression.find_first_of(":>)=!", i);
            i = end == std::string_view::npos ? expression.size() : end;
        } else if (c == '\\' && i + 1 < expression.size()) {
            ++i;
            const bool letter = std::isalnum(static_cast<unsigned char>(expression[i])) != 0;
            words += !letter ? std::string(1, expression[i]) : expression[i] == 's' ? " " : "";
        } else if (c == '.') {
            words += ' ';
        } else if (std::string_view("^$()[]{}|?*+").find(c) == std::string_view::npos) {
            words += c;
        }
    }
    return squeeze(words);
}

std::vector<Proposal> guess_mends(const Error& reason, const Source& source, const FileSeen& file) {
    if (reason.code == "layout.sheet") {
        return guess_sheet(source, file);
    }
    if (reason.code == "layout.anchor") {
        return guess_anchor(reason, source, file);
    }
    if (reason.code == "layout.header") {
        return guess_column(reason, source, file);
    }
    return {};
}

} // namespace tidemark
