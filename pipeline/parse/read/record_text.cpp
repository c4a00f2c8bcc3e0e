#include "pipeline/parse/read/record_text.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xls_names.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <algorithm>
#include <optional>

namespace tidemark::parse {

namespace {

constexpr std::uint8_t wide_flag = 0x01;
constexpr std::uint8_t extra_flag = 0x04;
constexpr std::uint8_t runs_flag = 0x08;
constexpr std::uint64_t run_size = 4;
constexpr char32_t no_character = 0xFFFD;

Error cut_off() {
    return malformed("record", "a whole text", "one that ends with its record");
}

bool is_plain(char c) {
    return c > 0; // ASCII without NUL
}

} // namespace

bool RecordText::more() {
    while (rest_.empty() && records_.type_ahead() == xls::continues && records_.next()) {
        rest_ = records_.body();
    }
    return !rest_.empty();
}

std::optional<std::uint32_t> RecordText::number(std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (!more()) {
            return std::nullopt;
        }
        value |= std::uint32_t{u8(rest_, 0)} << (8 * i);
        rest_.remove_prefix(1);
    }
    return value;
}

bool RecordText::pass(std::uint64_t size) {
    while (size > 0) {
        if (!more()) {
            return false;
        }
        const auto part = std::min<std::uint64_t>(size, rest_.size());
        rest_.remove_prefix(part);
        size -= part;
    }
    return true;
}

Result<void> RecordText::string(Count count, std::string& out) {
    out.clear();
    const auto length = number(count == Count::one_byte ? 1 : 2);
    if (!length) {
        return fail(cut_off());
    }
    auto read = how_.biff == Biff::five ? bytes(*length, out) : unicode(*length, out);
    if (read && out.size() > how_.most) {
        return fail(over_budget("length of a cell's text", "cell_text", how_.most, "bytes"));
    }
    return read;
}

Result<void> RecordText::bytes(std::size_t count, std::string& out) {
    if (rest_.size() >= count) {
        const auto text = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return how_.code_page.append(out, text);
    }
    std::string whole;
    while (whole.size() < count) {
        if (!more()) {
            return fail(cut_off());
        }
        const auto part = rest_.substr(0, count - whole.size());
        whole += part;
        rest_.remove_prefix(part.size());
    }
    return how_.code_page.append(out, whole);
}

Result<void> RecordText::unicode(std::size_t count, std::string& out) {
    if (count == 0 && !more()) {
        return {}; // an empty text may come without its flags
    }
    const auto flags = number(1);
    const auto runs = flags && (*flags & runs_flag) != 0 ? number(2) : std::optional(0U);
    const auto extra = flags && (*flags & extra_flag) != 0 ? number(4) : std::optional(0U);
    const bool whole =
        flags && runs && extra &&
        characters(count, (*flags & wide_flag) != 0 ? Width::two : Width::one, out) &&
        pass(*runs * run_size + *extra);
    return whole ? Result<void>() : fail(cut_off());
}

// NOLINTNEXTLINE(readability-function-cognitive-complexity): a scanner's loop
bool RecordText::characters(std::size_t count, Width width, std::string& out) {
    while (count > 0) {
        if (rest_.empty()) {
            if (!more()) {
                return false;
            }
            width = (u8(rest_, 0) & wide_flag) != 0 ? Width::two : Width::one;
            rest_.remove_prefix(1);
            continue;
        }
        const std::size_t size = width == Width::two ? 2 : 1;
        const std::size_t here = std::min(count, rest_.size() / size);
        if (here == 0) {
            return false; // half a character
        }
        const auto part = rest_.substr(0, here * size);
        if (width == Width::one && high_ == 0 && std::ranges::all_of(part, is_plain)) {
            out += part;
        } else {
            for (std::size_t at = 0; at < part.size(); at += size) {
                append_unit(width == Width::two ? u16(part, at) : u8(part, at), out);
            }
        }
        rest_.remove_prefix(part.size());
        count -= here;
    }
    end_units(out);
    return true;
}

void RecordText::append_unit(std::uint16_t unit, std::string& out) {
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_ != 0 && low) {
        append_utf8(out, 0x10000U + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U));
        high_ = 0;
        return;
    }
    end_units(out);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        high_ = unit;
        return;
    }
    append_utf8(out, unit == 0 || low ? no_character : unit);
}

// A first half that nothing followed.
void RecordText::end_units(std::string& out) {
    if (high_ != 0) {
        append_utf8(out, no_character);
        high_ = 0;
    }
}

} // namespace tidemark::parse
