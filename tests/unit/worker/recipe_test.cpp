#include "pipeline/parse/parse.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"
#include "tests/unit/worker/sample.hpp"

#include <gtest/gtest.h>

namespace tidemark::parse {
namespace {

TEST(RecipeJson, ComesBackWhole) {
    const Recipe recipe = test::full_recipe();
    const auto back = recipe_from_json(to_json(recipe));
    ASSERT_TRUE(back) << back.error().to_text();
    EXPECT_EQ(back->source, recipe.source);
    EXPECT_EQ(back->read, recipe.read);
    EXPECT_EQ(back->layouts, recipe.layouts);
    EXPECT_EQ(back->files, recipe.files);
    EXPECT_EQ(back->markers, recipe.markers);
    EXPECT_EQ(back->member, recipe.member);
    EXPECT_EQ(back->total_dim, recipe.total_dim);
    EXPECT_EQ(back->total_row, recipe.total_row);
    EXPECT_EQ(back->keep, recipe.keep);
    EXPECT_EQ(back->drop_unknown, recipe.drop_unknown);
    ASSERT_NE(back->codelists.at("forces").find("kent police"), nullptr);
    EXPECT_EQ(back->codelists.at("forces").find("kent police")->code, "K");
    EXPECT_EQ(to_json(*back), to_json(recipe));
}

TEST(RecipeJson, RefusesWhatItDidNotWrite) {
    const std::string json = to_json(test::full_recipe());
    for (const std::string& text : {std::string(),
                                    std::string("{}"),
                                    std::string("[]"),
                                    json.substr(0, json.size() / 2),
                                    json + json}) {
        const auto recipe = recipe_from_json(text);
        ASSERT_FALSE(recipe);
        EXPECT_EQ(recipe.error().code, "parse.recipe");
    }
}

TEST(ParserDigest, ChangesWithEveryPartOfTheRecipeAndWithNothingElse) {
    const Recipe recipe = test::full_recipe();
    EXPECT_EQ(parser_digest(recipe), parser_digest(test::full_recipe()));
    EXPECT_EQ(parser_digest(recipe).size(), 64U);
    Recipe alias = recipe;
    alias.codelists["forces"].codes[0].aliases.emplace_back("Kent County");
    EXPECT_NE(parser_digest(alias), parser_digest(recipe));
    Recipe strip = recipe;
    strip.layouts[1].dims[1].strip = Pattern::compile("x").value();
    EXPECT_NE(parser_digest(strip), parser_digest(recipe));
    Recipe frame = recipe;
    frame.layouts[1].dims[0].reads_as = "31 March {}";
    EXPECT_NE(parser_digest(frame), parser_digest(recipe));
    Recipe marker = recipe;
    marker.markers.extra["-"] = {.status = Status::zero};
    EXPECT_NE(parser_digest(marker), parser_digest(recipe));
}

} // namespace
} // namespace tidemark::parse
