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

constexpr std::array<Mark, 3> marks{
    {{"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}}};

bool is_utf8_name(std::string_view name) {
    return ucnv_compareNames(std::string(name).c_str(), "UTF-8") == 0;
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
        return fail(malformed("encoding",
                              fmt::format("text in {}", encoding),
                              fmt::format("other bytes near byte {}", source - bytes.data())));
    }
    out.resize(static_cast<std::size_t>(target - out.data()));
    return out;
}

std::string decide(std::string_view bytes) {
    for (const auto& mark : marks) {
        if (bytes.starts_with(mark.bytes)) {
            return std::string(mark.encoding);
        }
    }
    return is_utf8(bytes) ? "UTF-8" : "windows-1252";
}

} // namespace

Result<void> decode(std::string_view bytes, std::string_view encoding, Decoded& decoded) {
    decoded.name = encoding.empty() ? decide(bytes) : std::string(encoding);
    if (is_utf8_name(decoded.name)) {
        if (!is_utf8(bytes)) { // named, or promised by a byte order mark
            return fail(malformed("encoding", "text in UTF-8", "bytes that are none"));
        }
        decoded.text = bytes;
    } else {
        auto converted = convert(bytes, decoded.name);
        if (!converted) {
            return propagate(converted);
        }
        decoded.own = std::move(*converted);
        decoded.text = decoded.own;
    }
    if (decoded.text.starts_with(marks[0].bytes)) {
        decoded.text.remove_prefix(marks[0].bytes.size());
    }
    const std::size_t zero = decoded.text.find('\0');
    if (zero != std::string_view::npos) {
        return fail(
            malformed("text", "text", fmt::format("a NUL at byte {}: not a text file", zero)));
    }
    return {};
}

} // namespace tidemark::parse
