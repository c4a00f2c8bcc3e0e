#include "tests/mutation/mutations.hpp"

#include "pipeline/base/scan.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tidemark::mutation {
namespace {

using test::BookSheet;
using test::Row;
using test::Value;

// --- the sheet ---------------------------------------------------------------------------------

Value& at(BookSheet& sheet, std::uint32_t row, std::uint32_t column) {
    if (sheet.rows.size() <= row) {
        sheet.rows.resize(row + 1);
    }
    Row& cells = sheet.rows[row];
    if (cells.size() <= column) {
        cells.resize(column + 1);
    }
    return cells[column];
}

std::string text_at(BookSheet& sheet, std::uint32_t row, std::uint32_t column) {
    const Value& value = at(sheet, row, column);
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? "" : fmt::format("{}", *number);
}

void insert_row(BookSheet& sheet, std::uint32_t row, Row cells) {
    at(sheet, row, 0);
    sheet.rows.insert(sheet.rows.begin() + row, std::move(cells));
    for (test::Span& merge : sheet.merges) {
        merge.first_row += merge.first_row >= row ? 1 : 0;
        merge.last_row += merge.last_row >= row ? 1 : 0;
    }
}

void insert_column(BookSheet& sheet, std::uint32_t column) {
    for (Row& row : sheet.rows) {
        if (row.size() > column) {
            row.insert(row.begin() + column, Value{});
        }
    }
    for (test::Span& merge : sheet.merges) {
        merge.first_column += merge.first_column >= column ? 1 : 0;
        merge.last_column += merge.last_column >= column ? 1 : 0;
    }
}

bool is_merged(const BookSheet& sheet, std::uint32_t column) {
    return std::ranges::any_of(sheet.merges, [&](const test::Span& merge) {
        return merge.first_column <= column && column <= merge.last_column;
    });
}

// The lowest row above the figures with a head in each of the columns.
std::optional<std::uint32_t>
header_row(BookSheet& sheet, const Scene& scene, const std::vector<std::uint32_t>& columns) {
    for (std::uint32_t row = scene.rows.front(); row-- > 0;) {
        if (std::ranges::all_of(columns, [&](std::uint32_t column) {
                return !squeeze(text_at(sheet, row, column)).empty();
            })) {
            return row;
        }
    }
    return std::nullopt;
}

// The column of names: of those with words beside the figures the one with most different ones.
std::optional<std::uint32_t> name_column(BookSheet& sheet, const Scene& scene) {
    std::optional<std::uint32_t> best;
    std::size_t most = 0;
    const std::set<std::uint32_t> figures(scene.columns.begin(), scene.columns.end());
    for (std::uint32_t column = 0; column < scene.columns.back() + 10; ++column) {
        std::set<std::string> names;
        for (const std::uint32_t row : scene.rows) {
            const auto* text = std::get_if<std::string>(&at(sheet, row, column));
            const bool word = text != nullptr && std::ranges::any_of(*text, [](char c) {
                                  return (c >= 'a' && c <= 'z');
                              });
            if (word && !figures.contains(column)) {
                names.insert(*text);
            }
        }
        if (names.size() > most) {
            most = names.size();
            best = column;
        }
    }
    return best;
}

std::set<Address> figures_of_row(const Scene& scene, std::uint32_t row) {
    std::set<Address> found;
    for (const auto& [place, label] : scene.figures) {
        if (place.row == row) {
            found.insert(place);
        }
    }
    return found;
}

std::uint32_t middle(const std::vector<std::uint32_t>& lines) {
    return lines[lines.size() / 2];
}

// --- years -------------------------------------------------------------------------------------

// "2019/20" -> "2020/21", "Year to March 2019" -> "Year to March 2020".
std::string next_year(const std::string& label) {
    std::string text;
    bool after_year = false;
    for (std::size_t i = 0; i < label.size();) {
        const std::size_t digits = digits_ahead(std::string_view(label).substr(i));
        if (digits == 4 || (digits == 2 && after_year)) {
            const int year = std::stoi(label.substr(i, digits)) + 1;
            text += digits == 4 ? fmt::format("{}", year) : fmt::format("{:02}", year % 100);
            after_year = digits == 4;
        } else {
            text += label.substr(i, std::max<std::size_t>(digits, 1));
        }
        i += std::max<std::size_t>(digits, 1);
    }
    return text;
}

// Renames a period wherever it heads or stands beside figures; false when no cell says it.
bool rename_period(BookSheet& sheet, const Scene& scene, const std::string& label) {
    const std::string other = next_year(label);
    if (other == label) {
        return false;
    }
    bool renamed = false;
    const auto rename = [&](std::uint32_t row, std::uint32_t column) {
        std::string text = text_at(sheet, row, column);
        const std::size_t found = text.find(label);
        if (found == std::string::npos || scene.figures.contains({row, column})) {
            return;
        }
        text.replace(found, label.size(), other);
        if (std::holds_alternative<double>(at(sheet, row, column))) {
            at(sheet, row, column) = std::stod(text);
        } else {
            at(sheet, row, column) = text;
        }
        renamed = true;
    };
    const std::uint32_t last = scene.columns.back() + 10;
    for (std::uint32_t column = scene.columns.front(); column <= last; ++column) {
        for (std::uint32_t row = 0; row < scene.rows.front(); ++row) {
            rename(row, column);
        }
    }
    for (const std::uint32_t row : scene.rows) {
        for (std::uint32_t column = 0; column <= last; ++column) {
            rename(row, column);
        }
    }
    return renamed;
}

std::vector<std::string> periods_of(const Scene& scene) {
    std::set<std::string> labels;
    for (const auto& [place, label] : scene.figures) {
        labels.insert(label);
    }
    return {labels.begin(), labels.end()};
}

// --- the mutations -----------------------------------------------------------------------------

std::optional<Meant> renamed_sheet(BookSheet& sheet, const Scene& /*scene*/) {
    sheet.name = "Renamed";
    return Meant{};
}

std::optional<Meant> inserted_column(BookSheet& sheet, const Scene& scene) {
    const std::uint32_t column = middle(scene.columns);
    const auto head = header_row(sheet, scene, {column});
    if (!head || is_merged(sheet, column)) {
        return std::nullopt;
    }
    insert_column(sheet, column);
    at(sheet, *head, column) = "Inserted";
    for (const std::uint32_t row : scene.rows) {
        at(sheet, row, column) = 7.0;
    }
    return Meant{.label = "Inserted"};
}

std::optional<Meant> header_row_above(BookSheet& sheet, const Scene& scene) {
    const auto head = header_row(sheet, scene, {scene.columns.front()});
    if (!head) {
        return std::nullopt;
    }
    Row words(scene.columns.back() + 1);
    for (const std::uint32_t column : scene.columns) {
        words[column] = "Inserted";
    }
    insert_row(sheet, *head, std::move(words));
    return Meant{};
}

std::optional<Meant> header_row_below(BookSheet& sheet, const Scene& scene) {
    Row words(scene.columns.back() + 1);
    for (const std::uint32_t column : scene.columns) {
        words[column] = "Number";
    }
    insert_row(sheet, scene.rows.front(), std::move(words));
    return Meant{};
}

std::optional<Meant> swapped_columns(BookSheet& sheet, const Scene& scene) {
    const std::uint32_t one = scene.columns.front();
    const std::uint32_t other = scene.columns.back();
    if (one == other || is_merged(sheet, one) || is_merged(sheet, other)) {
        return std::nullopt;
    }
    for (std::uint32_t row = 0; row < scene.rows.front(); ++row) {
        const bool one_headed = !squeeze(text_at(sheet, row, one)).empty();
        if (row + 6 > scene.rows.front() &&
            one_headed != !squeeze(text_at(sheet, row, other)).empty()) {
            return std::nullopt; // heads of groups would stay behind
        }
    }
    for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
        at(sheet, row, std::max(one, other));
        std::swap(sheet.rows[row][one], sheet.rows[row][other]);
    }
    return Meant{};
}

// A column of figures in front of the names.
std::optional<Meant> column_to_the_left(BookSheet& sheet, const Scene& scene) {
    const std::uint32_t column = scene.columns.front();
    if (column == 0 || is_merged(sheet, column) || is_merged(sheet, column - 1) ||
        !header_row(sheet, scene, {column})) {
        return std::nullopt;
    }
    for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
        at(sheet, row, column);
        std::swap(sheet.rows[row][column - 1], sheet.rows[row][column]);
    }
    return Meant{};
}

std::optional<Meant> renamed_member(BookSheet& sheet, const Scene& scene) {
    const auto column = name_column(sheet, scene);
    if (!column) {
        return std::nullopt;
    }
    const std::uint32_t row = middle(scene.rows);
    at(sheet, row, *column) = "Northumbrya";
    return Meant{.gone = figures_of_row(scene, row), .label = "Northumbrya"};
}

std::optional<Meant> missing_member(BookSheet& sheet, const Scene& scene) {
    const std::uint32_t row = middle(scene.rows);
    sheet.rows.erase(sheet.rows.begin() + row);
    std::erase_if(sheet.merges, [&](const test::Span& merge) { return merge.last_row >= row; });
    return Meant{.gone = figures_of_row(scene, row)};
}

std::optional<Meant> extra_total_row(BookSheet& sheet, const Scene& scene) {
    const auto column = name_column(sheet, scene);
    if (!column) {
        return std::nullopt;
    }
    Row total = sheet.rows[scene.rows.back()];
    total[*column] = "Grand sum";
    for (const std::uint32_t figures : scene.columns) {
        if (figures < total.size()) {
            total[figures] = 987654.0;
        }
    }
    insert_row(sheet, scene.rows.back() + 1, std::move(total));
    return Meant{};
}

std::optional<Meant> other_marker(BookSheet& sheet, const Scene& scene) {
    at(sheet, middle(scene.rows), middle(scene.columns)) = "~~";
    return scene.figures.contains({middle(scene.rows), middle(scene.columns)})
               ? std::optional(Meant{.held_alone = true})
               : std::nullopt;
}

std::optional<Meant> emptied_cell(BookSheet& sheet, const Scene& scene) {
    const Address place{middle(scene.rows), middle(scene.columns)};
    if (!scene.figures.contains(place)) {
        return std::nullopt;
    }
    at(sheet, place.row, place.column) = Value{};
    return Meant{.gone = {place}};
}

std::optional<Meant> year_twice(BookSheet& sheet, const Scene& scene) {
    const auto periods = periods_of(scene);
    const bool next = periods.size() > 1 && next_year(periods.front()) == periods[1];
    if (!next || !rename_period(sheet, scene, periods.front())) {
        return std::nullopt;
    }
    return Meant{.held_alone = true};
}

std::optional<Meant> year_left_out(BookSheet& sheet, const Scene& scene) {
    const auto periods = periods_of(scene);
    const std::size_t count = periods.size();
    const bool row = count > 1 && next_year(periods[count - 2]) == periods[count - 1];
    if (!row || !rename_period(sheet, scene, periods.back())) {
        return std::nullopt;
    }
    return Meant{.held_alone = true};
}

// As text, with and without a comma for thousands.
std::optional<Meant> numbers_as_text(BookSheet& sheet, const Scene& scene) {
    bool some = false;
    for (const auto& [place, label] : scene.figures) {
        Value& value = at(sheet, place.row, place.column);
        const auto* number = std::get_if<double>(&value);
        if (number == nullptr || std::floor(*number) != *number || std::abs(*number) > 1e9) {
            continue;
        }
        const auto whole = static_cast<long>(*number);
        const bool grouped = place.row % 2 == 0 && whole >= 1000 && whole < 1'000'000;
        value = grouped ? fmt::format("{},{:03}", whole / 1000, whole % 1000)
                        : fmt::format("{}", whole);
        some = true;
    }
    return some ? std::optional(Meant{}) : std::nullopt;
}

std::optional<Meant> head_merged_away(BookSheet& sheet, const Scene& scene) {
    const std::uint32_t second = scene.columns.size() > 1 ? scene.columns[1] : scene.columns[0];
    if (second == 0 || (scene.columns.size() > 1 && scene.columns[0] + 1 != second)) {
        return std::nullopt;
    }
    const auto head = header_row(sheet, scene, {second - 1, second});
    if (!head || is_merged(sheet, second) || is_merged(sheet, second - 1)) {
        return std::nullopt;
    }
    at(sheet, *head, second) = Value{};
    sheet.merges.push_back({*head, second - 1, *head, second});
    return Meant{.held_alone = true};
}

} // namespace

const std::vector<Mutation>& mutations() {
    static const std::vector<Mutation> all{
        {"sheet renamed", renamed_sheet},
        {"column inserted", inserted_column},
        {"header row inserted above", header_row_above},
        {"header row inserted below", header_row_below},
        {"columns swapped", swapped_columns},
        {"column put left of the names", column_to_the_left},
        {"member renamed", renamed_member},
        {"member missing", missing_member},
        {"total row added", extra_total_row},
        {"marker unknown", other_marker},
        {"cell emptied", emptied_cell},
        {"year twice", year_twice},
        {"year left out", year_left_out},
        {"numbers as text", numbers_as_text},
        {"head merged away", head_merged_away},
    };
    return all;
}

} // namespace tidemark::mutation
