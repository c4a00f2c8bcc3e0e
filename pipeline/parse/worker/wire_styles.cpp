#include "pipeline/parse/worker/wire_styles.hpp"

#include <utility>

namespace tidemark::parse {

namespace {

constexpr std::size_t least_style = 11; // bytes

} // namespace

StyleNumbers put_styles(Writer& out, const Workbook& book) {
    StyleNumbers numbers;
    std::vector<const Looks*> all;
    for (const Sheet& sheet : book.sheets) {
        for (const Cell& cell : sheet.cells) {
            const auto number = static_cast<std::uint32_t>(all.size() + 1);
            if (!cell.style.is_plain() &&
                numbers.try_emplace(cell.style.identity(), number).second) {
                all.push_back(&cell.style.looks());
            }
        }
    }
    out.put_count(all.size());
    for (const Looks* looks : all) {
        out.put_text(looks->format);
        out.put(static_cast<std::uint8_t>(looks->bold ? 1 : 0));
        out.put(looks->indent);
        out.put_text(looks->fill);
    }
    return numbers;
}

StyleList get_styles(Reader& in) {
    StyleList styles(1);
    for (std::size_t n = in.get_count(least_style); n > 0 && in.good(); --n) {
        Looks looks;
        looks.format = in.get_text();
        const auto bold = in.get<std::uint8_t>();
        looks.bold = bold != 0;
        looks.indent = in.get<std::uint16_t>();
        looks.fill = in.get_text();
        in.require(bold <= 1 && looks != Looks{});
        styles.emplace_back(std::move(looks));
    }
    return styles;
}

void put_style(Writer& out, const CellStyle& style, const StyleNumbers& numbers) {
    out.put(style.is_plain() ? std::uint32_t{0} : numbers.at(style.identity()));
}

CellStyle get_style(Reader& in, const StyleList& styles) {
    const auto number = in.get<std::uint32_t>();
    in.require(number < styles.size());
    return in.good() ? styles[number] : CellStyle();
}

} // namespace tidemark::parse
