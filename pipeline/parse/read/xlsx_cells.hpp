// XlsxCells: a worksheet's cell as written -> a Cell of the model.
//
// Owns nothing; all it is made of outlives it.
#pragma once

#include "pipeline/parse/read/builder.hpp"
#include "pipeline/parse/read/xlsx_sheet.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tidemark::parse {

// ST_CellType.
enum class Written : std::uint8_t {
    number,
    shared,
    formula_text,
    inline_text,
    boolean,
    error,
    date
};

// Nothing for a type that the standard does not have.
[[nodiscard]] std::optional<Written> written_as(std::string_view type);

class XlsxCells {
  public:
    XlsxCells(const XlsxShared& shared, SheetBuilder& builder)
        : shared_(shared)
        , builder_(builder) {}

    // `value` is decoded. Empty values make no cell.
    [[nodiscard]] Result<void>
    put(Address at, Written written, std::size_t style, std::string_view value);

    [[nodiscard]] const CellStyle& look(std::size_t style) const {
        return shared_.styles.of(style).look;
    }

    // The two that fill large sheets, for the fast path. False: put() will say what is wrong.
    [[nodiscard]] bool put_shared(Address at, std::size_t style, std::size_t index) {
        if (index >= shared_.strings.size()) {
            return false;
        }
        const CellText& text = shared_.strings[index];
        if (text.empty()) {
            return true;
        }
        Cell* cell = builder_.add(at, CellType::text);
        if (cell == nullptr) {
            return false;
        }
        cell->text = text;
        cell->style = shared_.styles.of(style).look;
        return true;
    }

    [[nodiscard]] bool
    put_plain(Address at, std::size_t style, double value, std::string_view written) {
        const Style& how = shared_.styles.of(style);
        if (how.shown != Shown::number) {
            return false;
        }
        Cell* cell = builder_.add(at, CellType::number);
        if (cell == nullptr) {
            return false;
        }
        cell->number = value;
        cell->text = written;
        cell->style = how.look;
        return true;
    }

  private:
    [[nodiscard]] Result<void> put_number(Address at, std::size_t style, std::string_view value);
    [[nodiscard]] Result<void>
    put_text(Address at, std::size_t style, CellType type, CellText text, double number = 0);

    const XlsxShared& shared_;
    SheetBuilder& builder_;
};

} // namespace tidemark::parse
