#include "pipeline/parse/read/ods_styles.hpp"

#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/styles.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tidemark::parse {

namespace {

bool is_bold(std::string_view weight) {
    constexpr double semibold = 600;
    return weight == "bold" || parse_number(weight).value_or(0) >= semibold;
}

// A length as steps of indent; anything but a length that indents is none.
std::uint16_t steps(std::string_view length) {
    constexpr double step = 10; // points
    constexpr double most = 1000;
    constexpr std::array<std::pair<std::string_view, double>, 6> units{
        {{"pt", 1}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 7.2 / 2.54}, {"pc", 12}, {"px", 0.75}}};
    for (const auto& [unit, points] : units) {
        if (!length.ends_with(unit)) {
            continue;
        }
        const auto number = parse_number(length.substr(0, length.size() - unit.size()));
        const double indent = number.value_or(0) * points / step;
        return indent > 0 && indent < most
                   ? static_cast<std::uint16_t>(std::max(1.0, std::round(indent)))
                   : std::uint16_t{0};
    }
    return 0;
}

// "#ffee00", "transparent"
std::string fill_of(std::string_view colour) {
    return colour.starts_with('#') ? rgb_of(colour.substr(1)) : std::string();
}

} // namespace

bool OdsStyles::element(XmlScanner& xml) {
    if (xml.depth() <= depth_) {
        depth_ = 0; // that style is over: number formats and defaults have properties as well
    }
    if (formats_.element(xml)) {
        return true;
    }
    if (xml.space() != Space::style) {
        return false;
    }
    if (xml.name() == "style") {
        begin(xml);
    } else if (depth_ != 0 && xml.depth() == depth_ + 1) {
        properties(xml);
    }
    return true;
}

void OdsStyles::begin(XmlScanner& xml) {
    depth_ = xml.depth();
    family_ = xml.attribute(Space::style, "family");
    name_ = xml.attribute(Space::style, "name");
    if (family_ == "table-cell") {
        auto& stated = stated_[name_];
        stated.parent = xml.attribute(Space::style, "parent-style-name");
        stated.format = xml.attribute(Space::style, "data-style-name");
    }
}

void OdsStyles::properties(XmlScanner& xml) {
    if (family_ == "table" && xml.name() == "table-properties" &&
        xml.attribute(Space::table, "display") == "false") {
        hidden_.insert(name_);
    }
    if (family_ != "table-cell") {
        return;
    }
    auto& stated = stated_[name_];
    if (xml.name() == "text-properties") {
        stated.weight = xml.attribute(Space::fo, "font-weight");
    } else if (xml.name() == "paragraph-properties") {
        stated.margin = xml.attribute(Space::fo, "margin-left");
    } else if (xml.name() == "table-cell-properties") {
        stated.background = xml.attribute(Space::fo, "background-color");
    }
}

// With what its parents say where it is silent.
OdsStyles::Stated OdsStyles::whole(std::string_view name) const {
    constexpr int most_parents = 16; // they may be made to go in circles
    Stated all;
    std::string at(name);
    for (int i = 0; i < most_parents; ++i) {
        const auto found = stated_.find(at);
        if (found == stated_.end()) {
            break;
        }
        const auto inherit = [](std::string& to, const std::string& from) {
            if (to.empty()) {
                to = from;
            }
        };
        inherit(all.weight, found->second.weight);
        inherit(all.margin, found->second.margin);
        inherit(all.background, found->second.background);
        inherit(all.format, found->second.format);
        at = found->second.parent;
    }
    return all;
}

const CellStyle& OdsStyles::of(std::string_view name) {
    if (const auto known = resolved_.find(name); known != resolved_.end()) {
        return known->second;
    }
    const Stated all = whole(name);
    CellStyle style({.format = formats_.of(all.format),
                     .bold = is_bold(all.weight),
                     .indent = steps(all.margin),
                     .fill = fill_of(all.background)});
    return resolved_.emplace(std::string(name), std::move(style)).first->second;
}

} // namespace tidemark::parse
