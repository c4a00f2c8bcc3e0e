#include "pipeline/parse/read/encoding.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

namespace tidemark::parse {

namespace {

struct Mark {
    std::string_view bytes;
    std::string_view encoding;
};

using namespace std::string_view_literals;

constexpr std::array<Mark, 5> marks{{{"\xEF\xBB\xBF", "UTF-8"},
                                     {"\xFF\xFE\0\0"sv, "UTF-32LE"}, // before its own beginning
                                     {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                     {"\xFF\xFE", "UTF-16LE"},
                                     {"\xFE\xFF", "UTF-16BE"}}};

bool same_name(std::string_view a, std::string_view b) {
    return ucnv_compareNames(std::string(a).c_str(), std::string(b).c_str()) == 0;
}

// Bytes of one unit of it.
std::size_t width_of(std::string_view encoding) {
    const auto begins = [encoding](std::string_view with) {
        return same_name(encoding.substr(0, with.size()), with);
    };
    return begins("UTF-16") ? 2 : begins("UTF-32") ? 4 : 1;
}

Error not_of(std::string_view encoding, std::string found) {
    Error error = malformed("encoding", fmt::format("text in {}", encoding), std::move(found));
    error.next = "say which encoding it is under [read] in the source file, or with --encoding; if "
                 "it is none, ask the publisher for a sound copy";
    return error;
}

Error not_of_at(std::string_view encoding, std::string_view bytes, std::size_t at) {
    at = std::min(at, bytes.size() - 1); // the end, in the middle of a character
    return not_of(
        encoding,
        fmt::format("byte {:02X} at offset {}", static_cast<unsigned char>(bytes[at]), at));
}

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

using Converter = std::unique_ptr<UConverter, CloseConverter>;

// The bytes through two converters, stopping at the first that is not of the encoding.
Result<std::string> convert(std::string_view bytes, const std::string& encoding) {
    UErrorCode code = U_ZERO_ERROR;
    const Converter from(ucnv_open(encoding.c_str(), &code));
    const Converter to(ucnv_open("UTF-8", &code));
    if (U_FAILURE(code) != 0) {
        Error error = malformed(
            "encoding", "an encoding such as utf-8 or windows-1252", fmt::format("'{}'", encoding));
        error.fault = Fault::usage;
        error.next = "correct [read] encoding in the source file";
        return fail(std::move(error));
    }
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
    std::string out(bytes.size() * 3 + 16, '\0'); // three bytes at most for each of the Basic Plane
    std::array<UChar, 4096> pivot{};
    UChar* pivot_from = pivot.data();
    UChar* pivot_to = pivot.data();
    char* target = out.data();
    const char* source = bytes.data();
    ucnv_convertEx(to.get(),
                   from.get(),
                   &target,
                   out.data() + out.size(),
                   &source,
                   bytes.data() + bytes.size(),
                   pivot.data(),
                   &pivot_from,
                   &pivot_to,
                   pivot.data() + pivot.size(),
                   1,
                   1,
                   &code);
    if (U_FAILURE(code) != 0) {
        std::array<char, 32> invalid{};
        auto length = static_cast<std::int8_t>(invalid.size());
        UErrorCode ignored = U_ZERO_ERROR;
        ucnv_getInvalidChars(from.get(), invalid.data(), &length, &ignored);
        const auto after = static_cast<std::size_t>(source - bytes.data());
        return fail(
            not_of_at(encoding, bytes, after - std::min(after, static_cast<std::size_t>(length))));
    }
    out.resize(static_cast<std::size_t>(target - out.data()));
    return out;
}

const Mark* mark_of(std::string_view bytes) {
    const auto* const mark = std::ranges::find_if(
        marks, [bytes](const Mark& known) { return bytes.starts_with(known.bytes); });
    return mark == marks.end() ? nullptr : mark;
}

// UTF-16 without a mark, where it is clear: Latin text has a NUL in nearly every unit, always on
// the same side. Nothing else that is text has NULs.
std::string_view wide_encoding(std::string_view bytes) {
    constexpr std::size_t enough = 4096;
    if (bytes.size() % 2 != 0) {
        return {};
    }
    std::array<std::size_t, 2> zeros{};
    const auto sample = bytes.substr(0, enough);
    for (std::size_t i = 0; i < sample.size(); ++i) {
        zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    }
    const auto clear = [&](std::size_t side) {
        return zeros[1 - side] == 0 && zeros[side] * 4 > sample.size();
    };
    return clear(1) ? "UTF-16LE" : clear(0) ? "UTF-16BE" : std::string_view();
}

std::string decide(std::string_view bytes) {
    if (const auto* const mark = mark_of(bytes)) {
        return std::string(mark->encoding);
    }
    const auto wide = wide_encoding(bytes);
    return !wide.empty() ? std::string(wide) : is_utf8(bytes) ? "UTF-8" : "windows-1252";
}

// What is stated, held against what the bytes say of themselves.
Result<std::string> settle(std::string_view bytes, std::string_view stated) {
    const auto* const mark = mark_of(bytes);
    if (same_name(stated, "UTF-16") || same_name(stated, "UTF-32")) {
        const std::string decided = decide(bytes);
        if (width_of(decided) == width_of(stated)) {
            return decided;
        }
        return fail(not_of(stated, "none that tells the order of its bytes"));
    }
    if (mark != nullptr && !same_name(stated, mark->encoding)) {
        return fail(not_of(stated, fmt::format("the byte order mark of {}", mark->encoding)));
    }
    return std::string(stated);
}

// Bytes that windows-1252 leaves undefined: a converter makes control characters of them.
std::size_t undefined_in_1252(std::string_view bytes) {
    return bytes.find_first_of("\x81\x8D\x8F\x90\x9D");
}

// The offset of the first NUL, whole units of UTF-16 or UTF-32 at a time.
std::size_t find_nul(std::string_view bytes, std::size_t width) {
    const std::string_view nul("\0\0\0\0", width);
    std::size_t at = bytes.find(nul);
    while (at != std::string_view::npos && at % width != 0) {
        at = bytes.find(nul, at + 1);
    }
    return at;
}

Result<void> to_utf8(std::string_view bytes, std::string_view stated, Decoded& decoded) {
    if (same_name(decoded.name, "UTF-8")) {
        const std::size_t sound = utf8_prefix(bytes);
        if (sound < bytes.size()) { // named, or promised by a byte order mark
            return fail(not_of_at(decoded.name, bytes, sound));
        }
        decoded.text = bytes;
        return {};
    }
    if (same_name(decoded.name, "windows-1252")) {
        if (const auto at = undefined_in_1252(bytes); at != std::string_view::npos) {
            return fail(not_of_at(stated.empty() ? "UTF-8 or windows-1252" : stated, bytes, at));
        }
    }
    auto converted = convert(bytes, decoded.name);
    if (!converted) {
        return propagate(converted);
    }
    decoded.own = std::move(*converted);
    decoded.text = decoded.own;
    return {};
}

} // namespace

Result<void> decode(std::string_view bytes, std::string_view encoding, Decoded& decoded) {
    auto name = encoding.empty() ? Result<std::string>(decide(bytes)) : settle(bytes, encoding);
    if (!name) {
        return propagate(name);
    }
    decoded.name = std::move(*name);
    const std::size_t zero = find_nul(bytes, width_of(decoded.name));
    if (zero != std::string_view::npos) {
        return fail(
            malformed("text", "text", fmt::format("a NUL at offset {}: not a text file", zero)));
    }
    if (auto converted = to_utf8(bytes, encoding, decoded); !converted) {
        return converted;
    }
    if (decoded.text.starts_with(marks[0].bytes)) {
        decoded.text.remove_prefix(marks[0].bytes.size());
    }
    return {};
}

} // namespace tidemark::parse
