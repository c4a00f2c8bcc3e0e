// What crosses between parent and child. The first byte says what the rest is:
//   P      the parts of an answer without their checksums, which are put in
//   R      a recipe in JSON
//   J      the description of a job
//   H      the head of a job
//   else   a whole answer, as it is
#include "pipeline/parse/worker/wire.hpp"

#include "pipeline/parse/worker/job.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"
#include "tests/fuzz/support/check.hpp"
#include "tests/unit/worker/sums.hpp"

namespace tidemark::fuzz {

namespace {

void check_answer(std::string_view bytes) {
    const auto answer = parse::decode(bytes);
    if (!answer) {
        check_error(answer.error());
        return;
    }
    const std::string sent = parse::encode(*answer);
    const auto again = parse::decode(sent);
    check(again.has_value(), "an answer that was understood can be sent");
    check(again->index() == answer->index(), "an answer keeps its kind");
    check(parse::encode(*again) == sent, "an answer stays the same");
}

void check_recipe(std::string_view json) {
    const auto recipe = parse::recipe_from_json(json);
    if (!recipe) {
        check_error(recipe.error());
        return;
    }
    const std::string text = parse::to_json(*recipe);
    const auto again = parse::recipe_from_json(text);
    check(again.has_value(), "a recipe that was understood can be sent", text);
    check(parse::to_json(*again) == text, "a recipe stays the same", text);
}

void check_job(std::string_view text) {
    const auto job = parse::decode_description(text);
    if (!job) {
        check_error(job.error());
        return;
    }
    const auto again = parse::decode_description(parse::describe(*job));
    check(again.has_value(), "a job that was understood can be sent");
    check(again->what == job->what && again->file_name == job->file_name, "a job stays the same");
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    const std::string_view input = fuzz::text_of(data, size);
    const char what = input.empty() ? ' ' : input.front();
    const std::string_view rest = input.substr(input.empty() ? 0 : 1);
    switch (what) {
    case 'P':
        fuzz::check_answer(parse::test::with_sums(
            parse::encode(Error{}).substr(0, parse::test::answer_head), rest));
        break;
    case 'R':
        fuzz::check_recipe(rest);
        break;
    case 'J':
        fuzz::check_job(rest);
        break;
    case 'H':
        static_cast<void>(parse::decode_head(rest));
        break;
    default:
        fuzz::check_answer(input);
    }
    return 0;
}
