// Damaged source files: whatever is missing, reading ends, and every problem lies in the file.
#include "config/source/source.hpp"
#include "tests/unit/config/config_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tidemark::config {

namespace {

class Damage : public testing::TestWithParam<std::string> {
  protected:
    Damage()
        : config_(load(default_folder()).config)
        , text_(text_of(corpus_folder() / GetParam())) {}

    [[nodiscard]] const std::string& text() const { return text_; }

    // The problems of the text, each checked for its place.
    [[nodiscard]] std::size_t problems_of(const std::string& text) const {
        Problems problems("a.toml", text);
        const ScheduleCheck check = accept_any_schedule;
        (void)read_source(text, {config_.settings, config_.codelists, check}, problems);
        const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
        const auto found = problems.take();
        for (const auto& problem : found) {
            EXPECT_LE(problem.line, lines) << problem.to_text();
            EXPECT_FALSE(problem.text.empty());
        }
        return found.size();
    }

  private:
    Config config_;
    std::string text_;
};

} // namespace

TEST_P(Damage, CutAtAnyByteIsReadToItsEnd) {
    for (std::size_t size = 0; size < text().size(); ++size) {
        (void)problems_of(text().substr(0, size));
    }
    EXPECT_EQ(problems_of(text()), 0U);
}

TEST_P(Damage, WithAnyLineTwiceOrMissingIsReadToItsEnd) {
    std::size_t complaints = 0;
    for (std::size_t begin = 0; begin < text().size();) {
        const auto end = text().find('\n', begin) + 1;
        auto without = text();
        without.erase(begin, end - begin);
        auto twice = text();
        twice.insert(begin, text().substr(begin, end - begin));
        complaints += problems_of(without) + problems_of(twice);
        begin = end;
    }
    EXPECT_GT(complaints, 10U);
}

INSTANTIATE_TEST_SUITE_P(GoodFiles,
                         Damage,
                         testing::Values("grid-from-govuk.good.toml",
                                         "list-of-open-data.good.toml",
                                         "drop-folder.good.toml",
                                         "csv-by-address.good.toml"),
                         [](const auto& of) {
                             auto name = of.param.substr(0, of.param.find('.'));
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

} // namespace tidemark::config
