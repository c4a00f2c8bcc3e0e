// tidemark sheets: what sheets a file has, read in the locked-down child.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/books.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <ostream>
#include <utility>

namespace tidemark {
namespace {

std::string_view words(Visibility visibility) {
    switch (visibility) {
    case Visibility::visible:
        return "visible";
    case Visibility::hidden:
        return "hidden";
    case Visibility::very_hidden:
        return "very hidden";
    }
    return "";
}

class SheetsCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("FILE", file_, "a spreadsheet or a CSV file");
        declare(arguments, reading_);
        arguments.flag("--json", json_, "one object");
    }

    int run(const Surroundings& here) override {
        const auto book = outline_book(here.folders, file_, reading_);
        if (!book) {
            return complain(here, book.error());
        }
        json_ ? print_object(here, *book) : print_table(here, *book);
        return exit_well;
    }

  private:
    static void print_object(const Surroundings& here, const Outline& book) {
        auto sheets = nlohmann::ordered_json::array();
        for (const SheetOutline& sheet : book.sheets) {
            auto merges = nlohmann::ordered_json::array();
            for (const Area& area : sheet.merges) {
                merges.push_back(to_text(area));
            }
            sheets.push_back({{"name", sheet.name},
                              {"hidden", sheet.visibility != Visibility::visible},
                              {"visibility", words(sheet.visibility)},
                              {"range", sheet.cells == 0 ? "" : to_text(sheet.extent)},
                              {"cells", sheet.cells},
                              {"first", sheet.first},
                              {"merges", std::move(merges)}});
        }
        print_json(
            here.out,
            {{"format", to_text(book.format)}, {"decided", book.decided}, {"sheets", sheets}});
    }

    static void print_table(const Surroundings& here, const Outline& book) {
        fmt::print(here.out,
                   "{}\n",
                   book.decided.empty() ? std::string(to_text(book.format))
                                        : one_line(book.decided));
        TextTable table{
            {"SHEET"}, {"RANGE"}, {"CELLS", TextTable::Align::right}, {""}, {"FIRST CELLS"}};
        for (const SheetOutline& sheet : book.sheets) {
            const bool shown = sheet.visibility == Visibility::visible;
            table.add({sheet.name,
                       sheet.cells == 0 ? "" : to_text(sheet.extent),
                       grouped(static_cast<double>(sheet.cells)),
                       shown ? "" : std::string(words(sheet.visibility)),
                       one_line(squeeze(join(sheet.first, " | ")))});
        }
        table.print(here.out);
    }

    std::string file_;
    Reading reading_;
    bool json_ = false;
};

} // namespace

std::unique_ptr<Command> make_sheets() {
    return std::make_unique<SheetsCommand>();
}

} // namespace tidemark
