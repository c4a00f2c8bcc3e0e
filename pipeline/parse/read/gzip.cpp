#include "pipeline/parse/read/gzip.hpp"

#include "pipeline/parse/read/little_endian.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

namespace {

// RFC 1952, 2.3.1
enum Flag : unsigned { header_crc = 2, extra = 4, name = 8, comment = 16, reserved = 0xE0 };

constexpr std::size_t fixed = 10; // bytes of a header without what its flags announce
constexpr std::size_t trailer = 8;

Error cut_short() {
    return malformed("zip", "a gzip archive", "one cut short");
}

// A text that ends with NUL; nothing when it does not.
std::optional<std::string_view> take_text(std::string_view& rest) {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const auto text = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return text;
}

bool drop(std::string_view& rest, std::size_t size) {
    if (rest.size() < size) {
        return false;
    }
    rest.remove_prefix(size);
    return true;
}

} // namespace

Result<Gzip> open_gzip(std::string_view bytes) {
    if (bytes.size() < fixed + trailer) {
        return fail(cut_short());
    }
    const unsigned flags = u8(bytes, 3);
    if (u8(bytes, 2) != 8 || (flags & reserved) != 0) {
        return fail(malformed("zip",
                              "a gzip archive of method 8",
                              fmt::format("method {}, flags {:02x}", u8(bytes, 2), flags)));
    }
    Gzip gzip;
    auto rest = bytes.substr(fixed);
    if ((flags & extra) != 0 && (rest.size() < 2 || !drop(rest, 2U + u16(rest, 0)))) {
        return fail(cut_short());
    }
    if ((flags & name) != 0) {
        const auto stored = take_text(rest);
        if (!stored) {
            return fail(cut_short());
        }
        gzip.name = *stored;
    }
    if ((flags & comment) != 0 && !take_text(rest)) {
        return fail(cut_short());
    }
    if ((flags & header_crc) != 0 && !drop(rest, 2)) {
        return fail(cut_short());
    }
    if (rest.size() < trailer) {
        return fail(cut_short());
    }
    gzip.data = rest.substr(0, rest.size() - trailer);
    gzip.crc = u32(rest, gzip.data.size());
    gzip.length = u32(rest, gzip.data.size() + 4);
    return gzip;
}

} // namespace tidemark::parse
