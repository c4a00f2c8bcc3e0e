#include "pipeline/parse/worker/job.hpp"

#include "pipeline/parse/worker/bytes.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"

#include <array>

namespace tidemark::parse {
namespace {

constexpr std::uint32_t magic = 0x424A4D54; // "TMJB"
constexpr std::uint32_t version = 5;

constexpr std::array all_budgets{&Budgets::inflated,
                                 &Budgets::ratio,
                                 &Budgets::entries,
                                 &Budgets::part,
                                 &Budgets::cells,
                                 &Budgets::cell_text,
                                 &Budgets::depth};
static_assert(sizeof(Budgets) == all_budgets.size() * sizeof(std::uint64_t));

Error bad_job(std::string found) {
    return {.fault = Fault::unavailable,
            .code = "parse.job",
            .expected = "a job of this program",
            .found = std::move(found),
            .next = "start the daemon again if the program was replaced"};
}

} // namespace

std::string encode_head(const JobHead& head) {
    Writer out;
    out.put(magic);
    out.put(version);
    out.put(head.limits.memory);
    out.put(head.limits.cpu_seconds);
    out.put(static_cast<std::uint64_t>(head.description));
    return std::move(out).take();
}

Result<JobHead> decode_head(std::string_view bytes) {
    Reader in(bytes);
    const auto first = in.get<std::uint32_t>();
    const auto second = in.get<std::uint32_t>();
    JobHead head;
    head.limits.memory = in.get<std::uint64_t>();
    head.limits.cpu_seconds = in.get<std::uint64_t>();
    head.description = in.get<std::uint64_t>();
    if (!in.good() || first != magic || second != version) {
        return fail(bad_job("another version's job"));
    }
    return head;
}

// The name, what to do, then the recipe: lengths first, so that a file's name needs no JSON.
std::string describe(const Job& job) {
    Writer out;
    out.put(static_cast<std::uint8_t>(job.what));
    out.put(job.page);
    out.put_text(job.file_name);
    for (const auto budget : all_budgets) {
        out.put(job.budgets.*budget);
    }
    for (const Address corner : {job.area.first, job.area.last}) {
        out.put(corner.row);
        out.put(corner.column);
    }
    out.put_text(to_json(job.recipe));
    return std::move(out).take();
}

Result<Job> decode_description(std::string_view text) {
    Reader in(text);
    Job job;
    job.what = in.get_enum(Job::What::trace);
    job.page = in.get_enum(PageKind::govuk);
    job.file_name = in.get_text();
    for (const auto budget : all_budgets) {
        job.budgets.*budget = in.get<std::uint64_t>();
    }
    for (Address* corner : {&job.area.first, &job.area.last}) {
        corner->row = in.get<std::uint32_t>();
        corner->column = in.get<std::uint32_t>();
    }
    const std::string json = in.get_text();
    if (!in.good() || !in.at_end()) {
        return fail(bad_job("a damaged description"));
    }
    return recipe_from_json(json).map([&](Recipe recipe) {
        job.recipe = std::move(recipe);
        return std::move(job);
    });
}

} // namespace tidemark::parse
