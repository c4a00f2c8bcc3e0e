#include "pipeline/base/files.hpp"
#include "tests/support/books/cfb_writer.hpp"
#include "tests/support/shared.hpp"
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

struct Other {
    std::string bytes;
    std::string_view found;
    std::string_view next = "ask the publisher for XLSX, ODS or CSV";
};

void expect_refused(const std::vector<Other>& others) {
    for (const auto& [bytes, found, next] : others) {
        const auto error = refusal(bytes);
        EXPECT_EQ(error.found, found);
        EXPECT_EQ(error.fault, Fault::malformed);
        EXPECT_EQ(error.next.substr(0, next.size()), next) << found;
    }
}

TEST(Sniff, MarkUpIsNamed) {
    const std::string wide_xml = "\xFF\xFE<\0?\0x\0m\0l\0 \0v\0?\0>\0<\0r\0/\0>\0"s;
    expect_refused({
        {"<!DOCTYPE html><html>login</html>", "an HTML page", "open the address in a browser"},
        {"\n  <HTML lang='en'>", "an HTML page", "open"},
        {"<?xml version='1.0'?>\n<html xmlns='x'>", "an HTML page", "open"},
        {"<table><tr><td>1</td></tr></table>", "an HTML table", "open it in a spreadsheet program"},
        {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table>",
         "an HTML table",
         "open it in a spreadsheet program and save it as XLSX"},
        {"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook"
         " xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
         "an XML spreadsheet of Excel 2003",
         "open it in a spreadsheet program"},
        {"<?xml version='1.0'?><rss/>", "an XML document"},
        {wide_xml, "an XML document"},
        {"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG picture"},
        {"{\"error\": \"not found\"}", "a JSON document"},
        {"\xEF\xBB\xBF[{\"a\": 1}]", "a JSON document"},
    });
}

TEST(Sniff, ArchivesThatWeDoNotUnpackAreNamed) {
    expect_refused({
        {"7z\xBC\xAF\x27\x1C\0\4"s, "a 7-Zip archive", "unpack it and give the file inside"},
        {"Rar!\x1A\x07\x01"s, "a RAR archive", "unpack"},
        {"\xFD\x37zXZ\0\0"s, "an xz archive", "unpack"},
        {"BZh91AY&SY\x01", "a bzip2 archive", "unpack"},
        {"\x28\xB5\x2F\xFD\x24", "a zstd archive", "unpack"},
        {"data.csv" + std::string(249, '\0') + "ustar\00000"s, "a tar archive", "unpack"},
    });
}

TEST(Sniff, TextThatOnlyMentionsAFormatIsText) {
    for (const auto* text : {"PAR1,PAR2\n1,2\n", "part,size\n[Content_Types].xml,2\n"}) {
        EXPECT_EQ(read_or_throw(text).format, Format::csv) << text;
    }
}

TEST(Sniff, DataOfOtherProgramsIsNamed) {
    expect_refused({
        {"", "an empty file", "fetch it again"},
        {"%PDF-1.7\n", "a PDF document"},
        {"{\\rtf1 hello}", "an RTF text"},
        {"PAR1\x15\x04\x15\x10PAR1", "a Parquet file"},
        {"SQLite format 3\0\x10"s, "an SQLite database"},
        {"\x89PNG\r\n\x1a\n"s, "a PNG picture"},
        {"\xFF\xD8\xFF\xE0", "a JPEG picture"},
        {"GIF89a\x01", "a GIF picture"},
        {"II*\0\x08"s, "a TIFF picture"},
        {"RIFF\x10\0\0\0WEBPVP8 "s, "a WebP picture"},
        {"BM\x1E\0\0\0\0\0\0\0\x1A\0\0\0\x0C\0\0\0\1\0\1\0\1\0\x18\0\0\0\0\0"s, "a BMP picture"},
        {"\x09\x04\x06\x00\x00\x00"s, "an Excel 4 workbook", "open it in a spreadsheet program"},
        {"\x09\x02\x06\x00\x00\x00"s, "an Excel 3 workbook", "open"},
        {"\x09\x00\x04\x00\x02\x00"s, "an Excel 2 workbook", "open"},
        {compound_with("EncryptedPackage"),
         "an encrypted workbook",
         "ask the publisher for a file"},
        {compound_with("WordDocument"), "a Word document"},
        {compound_with("PowerPoint Document"), "a presentation"},
        {compound_with("Contents"), "a compound file without a workbook"},
    });
}

TEST(Sniff, WhatWasCopiedInsteadOfAFileIsNamed) {
    expect_refused({
        {"version https://git-lfs.github.com/spec/v1\noid sha256:f7\nsize 108701970\n",
         "a Git LFS pointer: the file itself lies elsewhere",
         "ask the publisher for the file itself"},
        {"\x04Kent" + std::string(50, ' ') + "\x04\0K\0e\0n\0t\0"s + std::string(100, ' '),
         "the lock file of an open Office document",
         "ask"},
    });
}

TEST(Sniff, FilesOfOtherReadersTestSuitesAreNamed) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const std::array<std::pair<std::string_view, std::string_view>, 8> files{{
        {"peers/calamine/any_sheets.xlsb", "an Excel binary workbook (XLSB)"},
        {"peers/xlrd/biff4_no_format_no_window2.xls", "an Excel 4 workbook"},
        {"hostile/poi/protected_passtika.xlsx", "an encrypted workbook"},
        {"hostile/poi/protected_passtika.xlsb", "an encrypted workbook"},
        {"hostile/poi/password.xls", "an encrypted XLS workbook"},
        {"hostile/messytables/encrypted_no_password.xls", "an encrypted XLS workbook"},
        {"hostile/calamine/pass_protected.ods", "an encrypted ODS workbook"},
        {"hostile/calamine/pass_protected.xlsx", "an encrypted workbook"},
    }};
    for (const auto& [name, found] : files) {
        const auto bytes = read_file(*shared / "data" / name);
        ASSERT_TRUE(bytes) << name;
        EXPECT_EQ(refusal(*bytes).found, found) << name;
    }
}

TEST(Sniff, TextThatOnlyLooksLikeAnotherKindIsText) {
    EXPECT_EQ(cells_of(read_or_throw("BM,BZh,GIF8\n").sheets[0]),
              "A1 text BM | B1 text BZh | C1 text GIF8");
    EXPECT_EQ(cells_of(read_or_throw("<5,[c]\n[note 1],{x}\n").sheets[0]),
              "A1 text <5 | B1 text [c] | A2 text [note 1] | B2 text {x}");
}

TEST(Sniff, PackagesWithoutAWorkbookAreNamed) {
    ZipWriter text;
    text.add("mimetype", "application/vnd.oasis.opendocument.text");
    text.add("content.xml", "<a/>");
    EXPECT_EQ(refusal(text.finish()).found, "an OpenDocument text");

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
    EXPECT_EQ(refusal(package("ppt/presentation.xml")).found, "a presentation");
    EXPECT_EQ(refusal(package("xl/workbook.xml")).found, "an Office file without a workbook");
}

TEST(Sniff, NumbersDocumentsAreNamed) {
    ZipWriter zip;
    zip.add("Index/Document.iwa", "?");
    zip.add("preview.jpg", "?");
    const auto error = refusal(zip.finish());
    EXPECT_EQ(error.found, "an Apple Numbers document");
    EXPECT_NE(error.next.find("export it from Numbers"), std::string::npos);
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
