#include "pipeline/parse/worker/wire_parts.hpp"

#include <algorithm>
#include <chrono>

namespace tidemark::parse {
namespace {

constexpr std::size_t short_most = sizeof(Place) - 1;
constexpr char named = 0x7f; // in the last byte: a number lies there

} // namespace

std::uint32_t TextTable::number(std::string_view text) {
    constexpr std::size_t grain = 16; // of what the allocator gives
    Recent& recent =
        recent_[reinterpret_cast<std::uintptr_t>(text.data()) / grain % recent_.size()];
    if (recent.known && recent.text == text) {
        return recent.number;
    }
    auto known = numbers_.find(text);
    if (known == numbers_.end()) {
        const auto next = static_cast<std::uint32_t>(texts_.size());
        known = numbers_.emplace(texts_.emplace_back(text), next).first;
    }
    recent = {.text = known->first, .number = known->second, .known = true};
    return known->second;
}

Place TextTable::placed(std::string_view text) {
    Place place{};
    if (text.size() <= short_most) {
        std::ranges::copy(text, place.data());
        place.back() = static_cast<char>(short_most - text.size());
        return place;
    }
    const std::uint32_t which = number(text);
    std::memcpy(place.data(), &which, sizeof which);
    place.back() = named;
    return place;
}

void TextTable::send(AnswerWriter& out) {
    Writer part = new_part();
    for (; sent_ < texts_.size(); ++sent_) {
        part.put_text(texts_[sent_]);
        if (part.size() > part_bytes) {
            parse::send(out, what_, std::exchange(part, new_part()));
        }
    }
    if (part.size() > part_head) {
        parse::send(out, what_, std::move(part));
    }
}

std::optional<std::string_view> short_text(const Place& place) {
    const auto free = static_cast<unsigned char>(place.back());
    if (free > short_most) {
        return std::nullopt;
    }
    return std::string_view(place.data(), short_most - free);
}

const CellText* long_text(const Place& place, const TextsRead<CellText>& texts) {
    std::uint32_t which = 0;
    std::memcpy(&which, place.data(), sizeof which);
    return place.back() == named ? texts.find(which) : nullptr;
}

// --- errors, pages -----------------------------------------------------------------------------

Address get_address(Reader& in) {
    const auto row = in.get<std::uint32_t>();
    return {row, in.get<std::uint32_t>()};
}

Area get_area(Reader& in) {
    const Address first = get_address(in);
    const Area area{first, get_address(in)};
    in.require(area.first.row <= area.last.row && area.first.column <= area.last.column);
    return area;
}

void put(Writer& out, const Error& error) {
    out.put(error.fault);
    for (const std::string* text : {&error.code,
                                    &error.source,
                                    &error.file,
                                    &error.sheet,
                                    &error.cell,
                                    &error.expected,
                                    &error.found,
                                    &error.next}) {
        out.put_text(*text);
    }
}

Error get_error(Reader& in) {
    Error error{.fault = in.get_enum(Fault::storage)};
    for (std::string* text : {&error.code,
                              &error.source,
                              &error.file,
                              &error.sheet,
                              &error.cell,
                              &error.expected,
                              &error.found,
                              &error.next}) {
        *text = in.get_text();
    }
    return error;
}

namespace {

void put(Writer& out, const std::vector<PageLink>& links) {
    out.put_count(links.size());
    for (const PageLink& link : links) {
        out.put_text(link.text);
        out.put_text(link.address);
        out.put_text(link.type);
    }
}

std::vector<PageLink> get_links(Reader& in) {
    std::vector<PageLink> links;
    for (std::size_t n = in.get_count(3 * least_text); n > 0 && in.good(); --n) {
        PageLink link;
        link.text = in.get_text();
        link.address = in.get_text();
        link.type = in.get_text();
        links.push_back(std::move(link));
    }
    return links;
}

bool get_flag(Reader& in) {
    const auto flag = in.get<std::uint8_t>();
    in.require(flag <= 1);
    return flag == 1;
}

} // namespace

void put(Writer& out, const Page& page) {
    out.put_text(page.title);
    out.put(static_cast<std::uint8_t>(page.published.has_value()));
    out.put(
        static_cast<std::int64_t>(page.published ? page.published->time_since_epoch().count() : 0));
    out.put(static_cast<std::uint8_t>(page.moved_to.has_value()));
    out.put_text(page.moved_to.value_or(""));
    out.put_text(page.base);
    put(out, page.files);
    put(out, page.links);
}

Page get_page(Reader& in) {
    constexpr std::int64_t most = 253'402'300'800'000; // the year 10000, in milliseconds
    Page page;
    page.title = in.get_text();
    const bool published = get_flag(in);
    const auto at = in.get<std::int64_t>();
    in.require(at > -most && at < most && (published || at == 0));
    if (published && in.good()) {
        page.published = Instant(std::chrono::milliseconds(at));
    }
    const bool moved = get_flag(in);
    std::string to = in.get_text();
    in.require(moved || to.empty());
    if (moved) {
        page.moved_to = std::move(to);
    }
    page.base = in.get_text();
    page.files = get_links(in);
    page.links = get_links(in);
    return page;
}

} // namespace tidemark::parse
