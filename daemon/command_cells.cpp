// tidemark cells: the cells of one sheet, as a list, as CSV or as JSON.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/books.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/instant.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <ostream>

namespace tidemark {
namespace {

std::string_view words(CellType type) {
    switch (type) {
    case CellType::empty:
        return "empty";
    case CellType::number:
        return "number";
    case CellType::text:
        return "text";
    case CellType::date:
        return "date";
    case CellType::boolean:
        return "boolean";
    case CellType::error:
        return "error";
    }
    return "";
}

// "2018-09-30", "2018-09-30T14:30:00": the moment, however the file shows it.
std::string moment(double days) {
    const auto seconds = static_cast<std::int64_t>(std::round(days * 86400));
    const Instant instant{std::chrono::seconds{seconds}};
    const Day day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time{
        std::chrono::floor<std::chrono::seconds>(instant - Instant{day})};
    return time.to_duration().count() == 0 ? day_text(day)
                                           : fmt::format("{}T{:02}:{:02}:{:02}",
                                                         day_text(day),
                                                         time.hours().count(),
                                                         time.minutes().count(),
                                                         time.seconds().count());
}

// What a JSON reader works with; `text` beside it is what a person sees.
nlohmann::ordered_json value_of(const Cell& cell) {
    switch (cell.type) {
    case CellType::number:
        return json_of(std::optional(cell.number));
    case CellType::boolean:
        return cell.number != 0;
    case CellType::date:
        return moment(cell.number);
    default:
        return cell.text.str();
    }
}

class CellsCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("FILE", file_, "a spreadsheet or a CSV file");
        arguments.text("--sheet", sheet_, "name of the sheet; may be left out when there is one");
        arguments.text("--range", range_, "such as A1:H40; the whole sheet when left out");
        declare(arguments, reading_);
        arguments.flag("--json", json_, "a list of cells");
        arguments.flag("--csv", csv_, "the texts as CSV");
        arguments.not_both("--csv", "--json");
    }

    int run(const Surroundings& here) override {
        const auto asked = range_.empty() ? whole_sheet : parse_area(range_);
        if (!asked) {
            return complain(here,
                            {.fault = Fault::usage,
                             .code = "usage.range",
                             .expected = "a range such as A1:H40",
                             .found = fmt::format("'{}'", range_),
                             .next = "name the first cell and the last, above and left first; "
                                     "no $ signs, no whole rows or columns"});
        }
        const auto book = open_book(here.folders, file_, reading_, sheet_, *asked);
        if (!book) {
            return complain(here, book.error());
        }
        const auto sheet = choose(*book);
        if (!sheet) {
            return complain(here, sheet.error());
        }
        const Area area = range_.empty() ? (*sheet)->extent() : *asked;
        if (json_) {
            print_list(here, **sheet, area);
        } else if (csv_) {
            print_csv(here, **sheet, area);
        } else {
            print_grid(here, **sheet, area);
        }
        return exit_well;
    }

  private:
    [[nodiscard]] Result<const Sheet*> choose(const Workbook& book) const {
        std::vector<std::string> names;
        const Sheet* chosen = nullptr;
        for (const Sheet& sheet : book.sheets) {
            names.push_back(fmt::format("'{}'", sheet.name));
            const bool wanted =
                sheet_.empty() ? book.sheets.size() == 1 : squeeze(sheet.name) == squeeze(sheet_);
            chosen = wanted && chosen == nullptr ? &sheet : chosen;
        }
        if (chosen == nullptr) {
            return fail({.fault = Fault::usage,
                         .code = "usage.sheet",
                         .file = file_,
                         .expected = sheet_.empty() ? "--sheet, as there are several"
                                                    : fmt::format("a sheet '{}'", sheet_),
                         .found = join(names, ", "),
                         .next = "name one of them with --sheet"});
        }
        return chosen;
    }

    static void print_list(const Surroundings& here, const Sheet& sheet, const Area& area) {
        JsonList list(here.out);
        for (const Cell& cell : sheet.cells) {
            if (!area.holds(cell.at)) {
                continue;
            }
            list.add({{"cell", to_text(cell.at)},
                      {"type", words(cell.type)},
                      {"value", value_of(cell)},
                      {"text", std::string(cell.text)},
                      {"format", cell.style.format()},
                      {"bold", cell.style.bold()},
                      {"indent", cell.style.indent()},
                      {"fill", cell.style.fill()}});
        }
        list.end();
    }

    // RFC 4180: what holds a comma, quote or line end stands in quotes.
    static std::string csv_field(const std::string& text) {
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            return text;
        }
        std::string quoted = "\"";
        for (const char c : text) {
            quoted += c == '"' ? "\"\"" : std::string(1, c);
        }
        return quoted + '"';
    }

    // A row without a cell is an empty line: one cell far away must not ask for a comma for each
    // before it.
    static void print_csv(const Surroundings& here, const Sheet& sheet, const Area& area) {
        auto cell = sheet.cells.begin();
        for (std::uint64_t row = area.first.row; row <= area.last.row; ++row) {
            std::uint32_t column = area.first.column;
            bool filled = false;
            for (; cell != sheet.cells.end() && cell->at.row == row; ++cell) {
                here.out << std::string(cell->at.column - column, ',')
                         << csv_field(cell->text.str());
                column = cell->at.column;
                filled = true;
            }
            here.out << std::string(filled ? area.last.column - column : 0, ',') << "\r\n";
        }
    }

    static void print_grid(const Surroundings& here, const Sheet& sheet, const Area& area) {
        TextTable table{{"CELL"}, {"TYPE"}, {"TEXT"}, {"FORMAT"}};
        for (const Cell& cell : sheet.cells) {
            if (area.holds(cell.at)) {
                table.add({to_text(cell.at),
                           std::string(words(cell.type)),
                           std::string(cell.text),
                           cell.style.format()});
            }
        }
        table.print(here.out);
    }

    std::string file_;
    Reading reading_;
    std::string sheet_;
    std::string range_;
    bool json_ = false;
    bool csv_ = false;
};

} // namespace

std::unique_ptr<Command> make_cells() {
    return std::make_unique<CellsCommand>();
}

} // namespace tidemark
