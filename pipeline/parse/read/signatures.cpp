#include "pipeline/parse/read/signatures.hpp"

#include "pipeline/parse/read/little_endian.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tidemark::parse {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view name;
    std::string_view next = ask::publisher;
    std::size_t at = 0;
};

constexpr std::array magics{
    Magic{"%PDF-", "a PDF document"},
    Magic{"{\\rtf", "an RTF text"},
    Magic{"\x09\x04\x06\x00"sv, "an Excel 4 workbook", ask::save_as},
    Magic{"\x09\x02\x06\x00"sv, "an Excel 3 workbook", ask::save_as},
    Magic{"\x09\x00\x04\x00"sv, "an Excel 2 workbook", ask::save_as},
    Magic{"\x09\x00\x06\x00"sv, "an Excel 2 workbook", ask::save_as},
    Magic{"\0\0\x02\0"sv, "a Lotus 1-2-3 workbook", ask::save_as},
    Magic{"ARROW1\0\0"sv, "an Arrow file"},
    Magic{"SQLite format 3\0"sv, "an SQLite database"},
    Magic{"\0\1\0\0Standard "sv, "an Access database"},
    Magic{"$FL2@(#)", "an SPSS file"},
    Magic{"<stata_dta>", "a Stata file"},
    Magic{"\x89HDF\r\n\x1a\n", "an HDF5 file"},
    Magic{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", ask::unpack},
    Magic{"Rar!\x1A\x07", "a RAR archive", ask::unpack},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "an xz archive",
          ask::unpack},
    Magic{"\x28\xB5\x2F\xFD", "a zstd archive", ask::unpack},
    Magic{"\x31\x41\x59\x26\x53\x59", "a bzip2 archive", ask::unpack, 4},
    Magic{"\x1F\x9D", "a compress (.Z) archive", ask::unpack},
    Magic{"ustar\0"sv, "a tar archive", ask::unpack, 257},
    Magic{"ustar  \0"sv, "a tar archive", ask::unpack, 257},
    Magic{"\x89PNG", "a PNG picture"},
    Magic{"\xFF\xD8\xFF", "a JPEG picture"},
    Magic{"GIF87a", "a GIF picture"},
    Magic{"GIF89a", "a GIF picture"},
    Magic{"II*\0"sv, "a TIFF picture"},
    Magic{"MM\0*"sv, "a TIFF picture"},
    Magic{"WEBPVP8", "a WebP picture", ask::publisher, 8},
    Magic{"\x7F"
          "ELF",
          "a program"},
};

// A CSV file may begin with the letters BM: a bitmap also tells its own size and has NULs.
bool is_bitmap(std::string_view bytes) {
    constexpr std::size_t header = 26;
    return bytes.size() > header && bytes.starts_with("BM") && u32(bytes, 2) == bytes.size() &&
           u32(bytes, 6) == 0;
}

// Which begins and ends with the same four letters.
bool is_parquet(std::string_view bytes) {
    return bytes.size() > 8 && bytes.starts_with("PAR1") && bytes.ends_with("PAR1");
}

// The beginning in lower case, from the first that is no blank; of UTF-16 without its NULs.
std::string beginning(std::string_view bytes) {
    constexpr std::size_t enough = 4096;
    std::string text;
    const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    bytes.remove_prefix(wide ? 2 : bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    for (const char c : bytes.substr(0, enough)) {
        const bool leading = text.empty() && " \t\r\n"sv.find(c) != std::string_view::npos;
        if (!(wide && c == '\0') && !leading) {
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        }
    }
    return text;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// HTML that a statistics program wrote as .xls holds its table; others are pages about something.
Signature html(std::string_view text) {
    const bool table = holds(text, "urn:schemas-microsoft-com:office:excel") ||
                       text.starts_with("<table") || holds(text, "<x:excelworkbook");
    return table ? Signature{"an HTML table", ask::save_as} : Signature{"an HTML page", ask::look};
}

std::optional<Signature> xml(std::string_view text) {
    if (holds(text, "urn:schemas-microsoft-com:office:spreadsheet")) {
        return Signature{"an XML spreadsheet of Excel 2003", ask::save_as};
    }
    if (holds(text, "<svg")) {
        return Signature{"an SVG picture", ask::publisher};
    }
    if (holds(text, "http://www.sdmx.org/")) {
        return Signature{"an SDMX-ML document", ask::publisher};
    }
    return Signature{"an XML document", ask::publisher};
}

bool is_json(std::string_view text) {
    const auto follows = [text](char opening, std::string_view inside) {
        const std::size_t at = text.find_first_not_of(" \t\r\n", 1);
        return text.starts_with(opening) && at != std::string_view::npos &&
               holds(inside, text.substr(at, 1));
    };
    return follows('{', "\"}") || follows('[', "{[");
}

} // namespace

std::optional<Signature> signature_of(std::string_view bytes) {
    const auto* const magic = std::ranges::find_if(magics, [bytes](const Magic& known) {
        return bytes.size() > known.at && bytes.substr(known.at).starts_with(known.bytes);
    });
    if (magic != magics.end()) {
        return Signature{magic->name, magic->next};
    }
    if (is_parquet(bytes)) {
        return Signature{"a Parquet file", ask::publisher};
    }
    return is_bitmap(bytes) ? std::optional(Signature{"a BMP picture", ask::publisher})
                            : std::nullopt;
}

std::optional<Signature> stand_in_of(std::string_view bytes) {
    if (bytes.starts_with("version https://git-lfs.github.com/spec/")) {
        return Signature{"a Git LFS pointer: the file itself lies elsewhere", ask::file_itself};
    }
    // "~$tables.xlsx": a name of at most 52 bytes behind its length, blanks, the name in UTF-16.
    constexpr std::size_t name_ends = 54;
    constexpr std::size_t least = 162;
    constexpr std::size_t most = 171;
    const std::size_t name = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
    const bool lock =
        bytes.size() >= least && bytes.size() <= most && name > 0 && name < name_ends &&
        static_cast<unsigned char>(bytes[name_ends + 1]) == name && bytes[name_ends + 2] == '\0';
    return lock ? std::optional(
                      Signature{"the lock file of an open Office document", ask::file_itself})
                : std::nullopt;
}

bool is_flat_document(std::string_view bytes) {
    const std::string text = beginning(bytes);
    return text.starts_with('<') && holds(text, "<office:document") &&
           holds(text, "urn:oasis:names:tc:opendocument:xmlns:office:1.0");
}

// A CSV file may begin with '<5', so a bare '<' is not enough.
std::optional<Signature> mark_up_of(std::string_view bytes) {
    const std::string text = beginning(bytes);
    const auto begins = [&text](std::string_view with) { return text.starts_with(with); };
    const bool prolog = begins("<!--") || begins("<?xml");
    if (begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ||
        begins("<table") || begins("<meta") || (prolog && holds(text, "<html"))) {
        return html(text);
    }
    if (begins("<?xml") || begins("<workbook")) {
        return xml(text);
    }
    if (begins("<svg")) {
        return Signature{"an SVG picture", ask::publisher};
    }
    if (begins("<!doctype") || begins("<!--")) {
        return html(text);
    }
    return is_json(text) ? std::optional(Signature{"a JSON document", ask::publisher})
                         : std::nullopt;
}

} // namespace tidemark::parse
