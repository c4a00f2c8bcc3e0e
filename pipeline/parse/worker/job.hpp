// job: what the parent hands to the child, in one memory file.
//
//   "TMJB" | version u32 | memory u64 | cpu seconds u64 | description u64 bytes | description |
//   file
//
// The fixed head is read before the limits are set, the description and the file after.
// Both sides are the same program; the version guards against a replaced binary.
// Fails: unavailable (parse.job). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tidemark::parse {

struct Job {
    enum class What {
        parse,   // to observations
        read,    // to a workbook with all its sheets' cells
        page,    // a publisher's page to its links
        outline, // to what sheets it has
        trace,   // to observations, and what the cells of `area` were taken for
    };

    What what = What::parse;
    std::string file_name; // page: the content type
    PageKind page = PageKind::html;
    Budgets budgets;
    Recipe recipe;           // read and outline: only its `read`
    Area area = whole_sheet; // read, trace: only the cells there
};

struct JobHead {
    RoomLimits limits;
    std::size_t description = 0; // bytes

    static constexpr std::size_t size = 32;
};

[[nodiscard]] std::string encode_head(const JobHead& head);
[[nodiscard]] Result<JobHead> decode_head(std::string_view bytes);

[[nodiscard]] std::string describe(const Job& job);
[[nodiscard]] Result<Job> decode_description(std::string_view text);

} // namespace tidemark::parse
