#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace tidemark::parse {
namespace {

using Token = XmlScanner::Token;

// All that the scanner reports, pieces of text joined, with the chunks `step` bytes long.
std::string
scan(std::string_view document, std::size_t step = chunk_size, std::uint64_t longest = 1U << 20U) {
    MemoryChunks chunks(document, step);
    XmlScanner xml(chunks, 64, longest);
    std::string out;
    std::string text;
    while (true) {
        const Token token = xml.next();
        if (token == Token::text) {
            if (!xml.append_text(text)) {
                return out + "FAILED " + xml.error().found;
            }
            continue;
        }
        if (!text.empty()) {
            out += "'" + text + "'";
            text.clear();
        }
        switch (token) {
        case Token::start:
            out += fmt::format("<{}:{}", static_cast<int>(xml.space()), xml.name());
            for (const auto& attribute : xml.attributes()) {
                out += fmt::format(" {}={}", attribute.name, attribute.value);
            }
            out += ">";
            break;
        case Token::end:
            out += fmt::format("</{}>", xml.name());
            break;
        case Token::text:
            break;
        case Token::done:
            return out;
        case Token::failed:
            return out + "FAILED " + xml.error().found;
        }
    }
}

constexpr std::string_view rich = "\xEF\xBB\xBF<?xml version='1.0' encoding=\"UTF-8\"?>\r\n"
                                  "<!-- a > b -- ><c/> --><a x = \"1 > 0\" y='&lt;\"'>"
                                  "one &amp; two&#10;&#x20AC;\r\nthree<b/><b></b ><?pi ?>"
                                  "<![CDATA[<raw> & ]] ]]>tail</a>\n";

TEST(XmlScanner, ReadsElementsAttributesEntitiesCdataAndComments) {
    EXPECT_EQ(scan(rich),
              "<0:a x=1 > 0 y=&lt;\">'one & two\n\xE2\x82\xAC\nthree'<0:b></b><0:b></b>"
              "'<raw> & ]] tail'</a>");
}

TEST(XmlScanner, ReadsTheSameWhateverTheChunks) {
    const std::string large =
        "<a>" + std::string(200'000, 'x') + "<b k=\"" + std::string(100'000, 'y') + "\"/>&amp;</a>";
    for (const std::size_t step : {1U, 2U, 7U, 4096U}) {
        EXPECT_EQ(scan(rich, step), scan(rich)) << step;
    }
    for (const std::size_t step : {1U, 4096U, 65'536U}) {
        EXPECT_EQ(scan(large, step), scan(large)) << step;
    }
}

TEST(XmlScanner, ResolvesAnyPrefixAndTheDefaultNamespace) {
    constexpr std::string_view main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const auto sheet = static_cast<int>(Space::sheet);
    EXPECT_EQ(scan(fmt::format("<x:row xmlns:x='{}'><y/></x:row>", main)),
              fmt::format("<{}:row x={}><0:y></y></row>", sheet, main));
    EXPECT_EQ(scan(fmt::format("<r xmlns='{}'><s xmlns=''/><t/></r>", main)),
              fmt::format("<{0}:r xmlns={1}><0:s xmlns=></s><{0}:t></t></r>", sheet, main));
    EXPECT_EQ(scan("<q:r/>"), "<1:r></r>");
}

TEST(XmlScanner, RefusesWhatIsNotWellFormed) {
    for (const std::string_view document : {"",
                                            "text",
                                            "<a>",
                                            "<a></b>",
                                            "</a>",
                                            "<a/><b/>",
                                            "<a/>tail",
                                            "<a b></a>",
                                            "<a b=c></a>",
                                            "<a b='<'/>",
                                            "<a>&nbsp;</a>",
                                            "<a>&#0;</a>",
                                            "<a>& b</a>",
                                            "<a>&",
                                            "<a><![CDATA[x</a>",
                                            "<a><!-- x </a>",
                                            "<a/ >",
                                            "< a/>",
                                            "<a"}) {
        for (const std::size_t step : {1U, 65'536U}) {
            EXPECT_NE(scan(document, step).find("FAILED"), std::string::npos) << document;
        }
    }
}

TEST(XmlScanner, RefusesDoctypeAndForeignEncodings) {
    EXPECT_NE(scan("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").find("DOCTYPE"), std::string::npos);
    EXPECT_NE(scan("<?xml version='1.0' encoding='utf-16'?><a/>").find("utf-16"),
              std::string::npos);
    EXPECT_EQ(scan("<?xml version='1.0' encoding='UTF-8' standalone='yes'?><a/>"), "<0:a></a>");
    for (const auto* cut : {"<?xml encoding", "<?xml encoding=", "<?xml encoding='", "<?xml "}) {
        EXPECT_NE(scan(cut).find("FAILED"), std::string::npos) << cut;
    }
}

TEST(XmlScanner, RefusesTheSixtyFifthLevelAndAnOverlongTag) {
    std::string deep;
    for (int i = 0; i < 65; ++i) {
        deep += "<a>";
    }
    EXPECT_NE(scan(deep).find("FAILED"), std::string::npos);
    const std::string longest = "<a b='" + std::string(300'000, 'x') + "'/>";
    EXPECT_NE(scan(longest, chunk_size, 100'000).find("FAILED"), std::string::npos);
    EXPECT_EQ(scan(longest).find("FAILED"), std::string::npos);
}

} // namespace
} // namespace tidemark::parse
