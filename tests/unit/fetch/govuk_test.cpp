#include "pipeline/base/files.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "tests/support/shared.hpp"
#include "tests/unit/fetch/room.hpp"

#include <nlohmann/json.hpp>

namespace tidemark::test {
namespace {

using fetch::Target;
using nlohmann::json;

const std::string path = "/government/statistics/offences";
const std::string url = "https://www.gov.uk/api/content" + path;
const std::string ods = "application/vnd.oasis.opendocument.spreadsheet";

json attachment(const char* title, const std::string& type, const char* address) {
    return {
        {"attachment_type", "file"}, {"title", title}, {"content_type", type}, {"url", address}};
}

json item() {
    return {{"title", "Offences: year ending March 2020"},
            {"schema_name", "publication"},
            {"public_updated_at", "2020-07-16T23:30:00.000+00:00"},
            {"details",
             {{"attachments",
               {attachment("Offences by police force area", ods, "/media/1/forces.ods"),
                attachment("Offences by police force area", "text/csv", "/media/2/forces.csv"),
                attachment("Offences by month", ods, "https://assets.example.org/3/month.ods"),
                {{"attachment_type", "html"},
                 {"title", "Offences by police force area: notes"},
                 {"url", path + "/notes"}}}}}}};
}

Result<std::vector<Target>>
discover(Room& room, std::string_view title, std::vector<std::string> types) {
    FindGovuk find;
    find.page = path;
    find.title = pattern(title);
    find.types = std::move(types);
    room.source.find = find;
    return fetch::discover(room.look()).map([](fetch::Discovery found) {
        return std::get<std::vector<Target>>(std::move(found));
    });
}

Result<std::vector<Target>>
discover(const json& content, std::string_view title, std::vector<std::string> types) {
    Room room;
    room.serve(url, page(content.dump(), "application/json"));
    return discover(room, title, std::move(types));
}

TEST(DiscoverGovuk, FindsAnAttachmentByTitleAndType) {
    const auto found = discover(item(), "(?i)by police force area", {"ods"});
    ASSERT_TRUE(found) << found.error().to_text();
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().url, "https://www.gov.uk/media/1/forces.ods");
    EXPECT_EQ(found->front().title, "Offences: year ending March 2020");
    EXPECT_EQ(found->front().published, parse_day("2020-07-17").value()); // in London
}

TEST(DiscoverGovuk, TakesTheTypeFromTheNameWhereTheContentTypeIsUnknown) {
    json content = item();
    content["details"]["attachments"][0]["content_type"] = "application/octet-stream";
    content["details"]["attachments"][2].erase("content_type");
    EXPECT_TRUE(discover(content, "by police force area", {"ods"}));
    EXPECT_EQ(discover(content, "by month", {"xlsx", "ods"}).value().front().url,
              "https://assets.example.org/3/month.ods");
}

TEST(DiscoverGovuk, HoldsWhenTwoAttachmentsFit) {
    const auto held = discover(item(), "(?i)offences", {"ods"});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().fault, Fault::held);
    EXPECT_EQ(held.error().code, "fetch.ambiguous");
    EXPECT_THAT(held.error().found, ::testing::StartsWith("2: 'Offences by police force area ("));
}

TEST(DiscoverGovuk, HoldsWhenNoneFitsAndNamesTitlesAndTypes) {
    const auto held = discover(item(), "by police force area", {"xlsx"});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "fetch.none");
    EXPECT_EQ(held.error().expected,
              "one attachment with title 'by police force area' of type xlsx");
    EXPECT_EQ(held.error().found,
              "none of 3: 'Offences by police force area (ods)', 'Offences by police force area "
              "(csv)', 'Offences by month (ods)'");
}

TEST(DiscoverGovuk, SaysWhereAPageMoved) {
    const auto held = discover({{"schema_name", "redirect"},
                                {"redirects", {{{"destination", "/government/statistics/new"}}}}},
                               "x",
                               {});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().fault, Fault::held);
    EXPECT_EQ(held.error().found, "moved to '/government/statistics/new'");
}

TEST(DiscoverGovuk, RefusesWhatIsNotAContentItem) {
    for (const std::string& body : {std::string("<html>please log in</html>"),
                                    std::string("[]"),
                                    std::string(),
                                    std::string(100000, '[')}) {
        Room room;
        room.serve(url, page(body));
        const auto refused = discover(room, "x", {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::malformed);
        EXPECT_EQ(refused.error().code, "read.page");
    }
}

TEST(DiscoverGovuk, BearsFieldsOfAnyType) {
    const auto held = discover({{"title", 7},
                                {"public_updated_at", json::array()},
                                {"details",
                                 {{"attachments", {1, "two", nullptr, {{"url", 3}}}},
                                  {"body", 5},
                                  {"documents", {6, json::object()}}}}},
                               "x",
                               {});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "fetch.none");
}

TEST(DiscoverGovuk, NeverTakesAFileAddressFromAPage) {
    json content = item();
    content["details"]["attachments"][0]["url"] = "file:///etc/passwd";
    const auto held = discover(content, "by police force area", {"ods"});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, "fetch.none");
}

// Content items as GOV.UK publishes them.
struct Published {
    const char* file;
    const char* title;
    std::vector<std::string> types;
    const char* address;
    const char* day;
};

class ContentItem : public ::testing::TestWithParam<Published> {};

TEST_P(ContentItem, HasOneFittingAttachment) {
    const auto shared = shared_folder();
    if (!shared) {
        GTEST_SKIP() << no_shared_folder;
    }
    const auto file = *shared / "fixtures/govuk" / GetParam().file;
    Room room;
    room.serve(url, page(read_file(file).value(), "application/json"));
    const auto found = discover(room, GetParam().title, GetParam().types);
    ASSERT_TRUE(found) << found.error().to_text();
    EXPECT_EQ(found->front().url, GetParam().address);
    EXPECT_EQ(day_text(found->front().published.value()), GetParam().day);
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures,
    ContentItem,
    ::testing::Values(Published{"content_api_publication_with_attachments.json",
                                "FR20",
                                {"pdf"},
                                "https://assets.publishing.service.gov.uk/government/uploads/"
                                "system/uploads/attachment_data/file/315163/"
                                "PUBLIC_1392629965.pdf",
                                "2014-05-29"},
                      Published{"content_api_statistical_data_set_block_attachments.json",
                                "^Number of live vacancies: September 2016$",
                                {"xls"},
                                "https://www.gov.uk/government/uploads/system/uploads/"
                                "attachment_data/file/552948/"
                                "AV_Number_of_Live_Vacancies_Sep16.xls",
                                "2016-11-09"}));

} // namespace
} // namespace tidemark::test
