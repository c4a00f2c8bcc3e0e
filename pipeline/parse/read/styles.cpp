#include "pipeline/parse/read/styles.hpp"

#include "pipeline/parse/read/date_shown.hpp"

#include <string_view>

namespace tidemark::parse {

namespace {

// 18.8.30: formats that have a number but no text in the file. 27 to 36 and 50 to 58 are dates in
// the languages that use them.
const std::map<std::uint32_t, std::string_view>& built_in() {
    static const std::map<std::uint32_t, std::string_view> formats{
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {11, "0.00E+00"},
        {12, "# ?/?"},
        {13, "# \?\?/\?\?"},
        {14, "dd/mm/yyyy"},
        {15, "d-mmm-yy"},
        {16, "d-mmm"},
        {17, "mmm-yy"},
        {18, "h:mm AM/PM"},
        {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},
        {21, "h:mm:ss"},
        {22, "dd/mm/yyyy h:mm"},
        {37, "#,##0 ;(#,##0)"},
        {38, "#,##0 ;[Red](#,##0)"},
        {39, "#,##0.00;(#,##0.00)"},
        {40, "#,##0.00;[Red](#,##0.00)"},
        {45, "mm:ss"},
        {46, "[h]:mm:ss"},
        {47, "mm:ss.0"},
        {48, "##0.0E+0"},
        {49, "@"},
    };
    return formats;
}

} // namespace

Style style_of(std::uint32_t number, const OwnFormats& own, Looks looks) {
    Shown shown = Shown::number;
    if (const auto found = own.find(number); found != own.end()) {
        shown = shown_by(found->second);
        looks.format = found->second == "General" ? std::string() : found->second;
    } else if (const auto known = built_in().find(number); known != built_in().end()) {
        shown = shown_by(known->second);
        looks.format = known->second;
    } else if ((number >= 27 && number <= 36) || (number >= 50 && number <= 58)) {
        shown = Shown::date;
        looks.format = "yyyy-mm-dd";
    }
    return {shown, CellStyle(std::move(looks))};
}

std::string rgb_of(std::string_view colour) {
    constexpr std::size_t rgb = 6;
    std::string digits;
    for (const char c : colour) {
        digits += c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    }
    const bool sound = (digits.size() == rgb || digits.size() == rgb + 2) &&
                       digits.find_first_not_of("0123456789ABCDEF") == std::string::npos;
    return sound ? digits.substr(digits.size() - rgb) : std::string();
}

void show(Cell& cell, double number, const Style& how, Epoch epoch) {
    cell.number = number;
    cell.style = how.look;
    if (how.shown == Shown::time && number >= 0 && number < 1) {
        cell.text = clock_text(number);
        return;
    }
    if (how.shown != Shown::number) {
        if (auto date = serial_date(number, epoch, how.shown)) {
            cell.type = CellType::date;
            cell.number = date->days;
            cell.text = date_shown(date->days, how.look.format()).value_or(date->text);
            return;
        }
    }
    cell.text = number_text(number);
}

} // namespace tidemark::parse
