#include "pipeline/base/files.hpp"
#include "tests/support/books/book.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>

namespace tidemark::test {

namespace {

void check(lxw_error code, std::string_view what) {
    if (code != LXW_NO_ERROR) {
        throw std::runtime_error(std::string(what) + ": " + lxw_strerror(code));
    }
}

// The library writes files only; this one is gone when it has been read.
class ScratchFile {
  public:
    ScratchFile() {
        path_ = (std::filesystem::temp_directory_path() / "tidemark-XXXXXX").string();
        Descriptor created(mkstemp(path_.data()));
        if (!created) {
            throw std::runtime_error("mkstemp: " + path_);
        }
    }

    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    ~ScratchFile() { unlink(path_.c_str()); }

    [[nodiscard]] const char* path() const { return path_.c_str(); }

  private:
    std::string path_;
};

class SheetWriter {
  public:
    SheetWriter(lxw_worksheet* sheet, lxw_format* date)
        : sheet_(sheet)
        , date_(date) {}

    void put(std::uint32_t row, std::uint32_t column, const Value& value) {
        const auto at = static_cast<lxw_col_t>(column);
        if (const auto* number = std::get_if<double>(&value)) {
            check(worksheet_write_number(sheet_, row, at, *number, nullptr), "number");
        } else if (const auto* day = std::get_if<Day>(&value)) {
            const std::chrono::year_month_day date{*day};
            lxw_datetime when{static_cast<int>(date.year()),
                              static_cast<int>(static_cast<unsigned>(date.month())),
                              static_cast<int>(static_cast<unsigned>(date.day())),
                              0,
                              0,
                              0};
            check(worksheet_write_datetime(sheet_, row, at, &when, date_), "date");
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            check(worksheet_write_string(sheet_, row, at, text->c_str(), nullptr), "text");
        }
    }

  private:
    lxw_worksheet* sheet_;
    lxw_format* date_;
};

void write(lxw_workbook* book, const BookSheet& sheet, lxw_format* date) {
    lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
    if (page == nullptr) {
        throw std::runtime_error("sheet name refused: " + sheet.name);
    }
    // A merge writes its area, so the value comes after it.
    for (const auto& merge : sheet.merges) {
        check(worksheet_merge_range(page,
                                    merge.first_row,
                                    static_cast<lxw_col_t>(merge.first_column),
                                    merge.last_row,
                                    static_cast<lxw_col_t>(merge.last_column),
                                    "",
                                    nullptr),
              "merge");
    }
    SheetWriter writer(page, date);
    for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::uint32_t column = 0; column < sheet.rows[row].size(); ++column) {
            writer.put(row, column, sheet.rows[row][column]);
        }
    }
    if (sheet.shown == Shown::no) {
        worksheet_hide(page);
    }
}

} // namespace

std::string to_xlsx(const Book& book, Strings strings) {
    const ScratchFile file;
    lxw_workbook_options options{};
    options.constant_memory = strings == Strings::in_line ? LXW_TRUE : LXW_FALSE;
    lxw_workbook* workbook = workbook_new_opt(file.path(), &options);
    if (workbook == nullptr) {
        throw std::runtime_error("workbook_new");
    }
    lxw_doc_properties properties{};
    properties.created = 946684800; // 1 January 2000: the same book, the same bytes
    workbook_set_properties(workbook, &properties);
    lxw_format* date = workbook_add_format(workbook);
    format_set_num_format(date, "yyyy-mm-dd");
    for (const auto& sheet : book) {
        write(workbook, sheet, date);
    }
    check(workbook_close(workbook), "workbook_close");
    auto bytes = read_file(file.path());
    if (!bytes) {
        throw std::runtime_error(bytes.error().to_text());
    }
    return std::move(*bytes);
}

} // namespace tidemark::test
