#include "pipeline/parse/worker/wire_styles.hpp"

#include "pipeline/parse/worker/wire_parts.hpp"

#include <utility>

namespace tidemark::parse {

std::uint32_t StyleTable::number(const CellStyle& style) {
    if (style.is_plain()) {
        return 0;
    }
    const auto next = static_cast<std::uint32_t>(styles_.size() + 1);
    const auto [known, fresh] = numbers_.try_emplace(style.identity(), next);
    if (fresh) {
        styles_.push_back(style);
    }
    return known->second;
}

void StyleTable::send(AnswerWriter& out) {
    Writer part = new_part();
    for (; sent_ < styles_.size(); ++sent_) {
        const Looks& looks = styles_[sent_].looks();
        part.put_text(looks.format);
        part.put(static_cast<std::uint8_t>(looks.bold ? 1 : 0));
        part.put(looks.indent);
        part.put_text(looks.fill);
        if (part.size() > part_bytes) {
            parse::send(out, Part::styles, std::exchange(part, new_part()));
        }
    }
    if (part.size() > part_head) {
        parse::send(out, Part::styles, std::move(part));
    }
}

bool StylesRead::add(std::string_view payload) {
    Reader in(payload);
    while (in.good() && !in.at_end()) {
        Looks looks;
        looks.format = in.get_text();
        const auto bold = in.get<std::uint8_t>();
        looks.bold = bold != 0;
        looks.indent = in.get<std::uint16_t>();
        looks.fill = in.get_text();
        in.require(bold <= 1 && looks != Looks{});
        styles_.emplace_back(std::move(looks));
    }
    return in.good();
}

} // namespace tidemark::parse
