// A file of the operator: a codelist when it begins with "code", sets when it has a [[set]],
// settings when it has neither a [find] nor a layout, else a source. Whatever is in it, every
// problem has its place in the file and can be printed.
#include "config/codelists.hpp"
#include "config/load.hpp"
#include "config/source/source.hpp"
#include "tests/fuzz/support/check.hpp"

#include <algorithm>

namespace tidemark::fuzz {

namespace {

const config::Config& shipped() {
    static const config::Config all = config::load(TIDEMARK_ROOT "/config/default").config;
    return all;
}

void read(std::string_view text, config::Problems& problems) {
    if (text.starts_with("code")) {
        static_cast<void>(config::read_codelist("list", text, problems));
        return;
    }
    if (text.find("[[set]]") != std::string_view::npos) {
        Codelists codelists = shipped().codelists;
        config::SetFiles defined;
        config::read_sets(text, codelists, defined, problems);
        return;
    }
    if (text.find("find") == std::string_view::npos &&
        text.find("layout") == std::string_view::npos) {
        static_cast<void>(config::read_settings(text, problems));
        return;
    }
    const config::ScheduleCheck check_schedule = config::accept_any_schedule;
    static_cast<void>(config::read_source(
        text, {shipped().settings, shipped().codelists, check_schedule}, problems));
}

void check_place(const config::Problem& problem, std::string_view text) {
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    const std::string said = problem.to_text();
    check(problem.line >= 0 && problem.line <= lines, "a problem's line is in the file", said);
    check(problem.line == 0 || problem.column > 0, "a problem on a line has a column", said);
    check(problem.column <= static_cast<int>(text.size()) + 1,
          "a problem's column is in the file",
          said);
    check(!problem.text.empty(), "a problem says what is wrong", said);
    check(std::count(said.begin(), said.end(), '\n') <= 2,
          "a problem is a line, an excerpt and a caret",
          said);
}

} // namespace

} // namespace tidemark::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tidemark;
    const std::string_view text = fuzz::text_of(data, size);
    config::Problems problems("fuzz.toml", text);
    fuzz::read(text, problems);
    for (const config::Problem& problem : problems.take()) {
        fuzz::check_place(problem, text);
    }
    return 0;
}
