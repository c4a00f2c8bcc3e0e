#include "tests/support/books/cfb_writer.hpp"
#include "tests/unit/read/helpers.hpp"

#include <array>

namespace tidemark::test {
namespace {

using namespace std::string_literals;

std::string compound_with(std::string name) {
    CfbWriter writer;
    writer.add(std::move(name), "?");
    return writer.finish();
}

TEST(Sniff, RefusesEachOtherKindByName) {
    const std::array<std::pair<std::string, std::string_view>, 18> cases{{
        {"", "an empty file"},
        {"<!DOCTYPE html><html>login</html>", "an HTML page"},
        {"\n  <HTML lang='en'>", "an HTML page"},
        {"<?xml version='1.0'?>\n<html xmlns='x'>", "an HTML page"},
        {"%PDF-1.7\n", "a PDF"},
        {"version https://git-lfs.github.com/spec/v1\noid sha256:f7\nsize 108701970\n",
         "a Git LFS pointer: the file itself lies elsewhere"},
        {"\x04Kent" + std::string(50, ' ') + "\x04\0K\0e\0n\0t\0"s + std::string(100, ' '),
         "the lock file of an open Office document"},
        {"\x1f\x8b\x08"s, "a gzip archive"},
        {compound_with("EncryptedPackage"), "an encrypted workbook"},
        {compound_with("WordDocument"), "a Word document"},
        {compound_with("Contents"), "a compound file without a workbook"},
        {"\x09\x02\x06\x00\x00\x00"s, "an Excel 3 workbook"},
        {"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook"
         " xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
         "an XML spreadsheet of Excel 2003"},
        {"<?xml version='1.0'?><rss/>", "an XML document"},
        {"{\"error\": \"not found\"}", "a JSON document"},
        {"[{\"a\": 1}]", "a JSON document"},
        {"\x89PNG\r\n\x1a\n"s, "a PNG picture"},
        {"{\\rtf1 hello}", "an RTF text"},
    }};
    for (const auto& [bytes, found] : cases) {
        const auto error = refusal(bytes);
        EXPECT_EQ(error.found, found);
        EXPECT_EQ(error.fault, Fault::malformed);
        EXPECT_FALSE(error.next.empty());
    }
}

TEST(Sniff, TextThatOnlyLooksLikeMarkUpIsText) {
    EXPECT_EQ(cells_of(read_or_throw("<5,[c]\n[note 1],{x}\n").sheets[0]),
              "A1 text <5 | B1 text [c] | A2 text [note 1] | B2 text {x}");
}

TEST(Sniff, ArchivesWithoutAWorkbookAreNamed) {
    ZipWriter csv;
    csv.add("data.csv", "a,b\n");
    EXPECT_EQ(refusal(csv.finish()).found,
              "a ZIP archive without a workbook ('data.csv' is in it)");

    ZipWriter text;
    text.add("mimetype", "application/vnd.oasis.opendocument.text");
    text.add("content.xml", "<a/>");
    EXPECT_EQ(refusal(text.finish()).found, "an OpenDocument file that is no spreadsheet");

    const auto package = [](std::string_view target) {
        ZipWriter zip;
        zip.add("_rels/.rels",
                fmt::format("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
                            "relationships'><Relationship Id='a' Type='x/officeDocument'"
                            " Target='{}'/></Relationships>",
                            target));
        return zip.finish();
    };
    EXPECT_EQ(refusal(package("xl/workbook.bin")).found, "an Excel binary workbook (XLSB)");
    EXPECT_EQ(refusal(package("word/document.xml")).found, "a Word document");
    EXPECT_EQ(refusal(package("xl/workbook.xml")).found, "an Office file without a workbook");
}

TEST(Sniff, EncryptedOpenDocumentIsNamed) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml", "\x01\x02\x03");
    zip.add("META-INF/manifest.xml", "<manifest:encryption-data/>");
    EXPECT_EQ(refusal(zip.finish()).code, "read.encrypted");
}

} // namespace
} // namespace tidemark::test
