#include "daemon/mend_say.hpp"

#include "daemon/line_diff.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/folder_lock.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <ostream>
#include <system_error>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

std::string shown(const Surroundings& here, const fs::path& file) {
    const auto relative = file.lexically_relative(here.folders.config);
    return relative.empty() || *relative.begin() == ".." ? file.string() : relative.string();
}

// A person who has changed the file meanwhile is not overruled.
Result<void> check_unchanged(const Surroundings& here, const fs::path& file, const Mend& mend) {
    std::error_code error;
    const bool link = fs::is_symlink(file, error);
    const auto now = read_file(file);
    if (!link && now && *now == mend.before.at(file)) {
        return {};
    }
    return fail({.fault = Fault::usage,
                 .code = "usage.adopt",
                 .file = shown(here, file),
                 .expected = "the file that was read",
                 .found = link ? "a link to " + fs::read_symlink(file, error).string()
                               : std::string("another text"),
                 .next = link ? "write the patch by hand where it points to" : "try again"});
}

std::string counted(std::size_t number) {
    return grouped(static_cast<double>(number));
}

// "6 figures, 4 equal to the last vintage's, 0 other, 2 new".
std::string figures_of(const Mend& mend) {
    auto text = fmt::format("{} figure{}", counted(mend.figures), mend.figures == 1 ? "" : "s");
    if (mend.agreement) {
        text += fmt::format(", {} equal to the last vintage's, {} other, {} new",
                            counted(mend.agreement->equal),
                            counted(mend.agreement->other),
                            counted(mend.agreement->fresh));
    }
    return text;
}

// Empty: nothing stands against it. The last vintage must bear it out, or a new category is taken
// for a slip of another, and another table for the one that is gone. An alias decides whose figure
// a row is: with it none may differ.
std::string why_not_adopt(const Patched& patched) {
    if (!patched.held.empty()) {
        return "one with which it is still held";
    }
    if (!patched.mend.rivals.empty()) {
        return "several that give other figures";
    }
    const auto& agreement = patched.mend.agreement;
    if (!agreement || agreement->equal == 0 || agreement->equal < agreement->other) {
        return "one that the figures of the last vintage do not bear out";
    }
    const bool alias = std::ranges::any_of(patched.mend.edited, [](const auto& edited) {
        const std::filesystem::path path(edited.first);
        return std::find(path.begin(), path.end(), "codelists.d") != path.end();
    });
    if (alias && agreement->other > 0) {
        return "an alias with which figures differ from those of the last vintage";
    }
    return {};
}

} // namespace

void print_patch(const Surroundings& here, const Patched& patched) {
    const Mend& mend = patched.mend;
    std::ostream& out = here.out;
    for (const auto& [file, text] : mend.edited) {
        for (const Hunk& hunk : line_diff(mend.before.at(file), text)) {
            fmt::print(out, "patch {}:{}\n", shown(here, file), hunk.line);
            for (const std::string& line : hunk.gone) {
                fmt::print(out, "-{}\n", one_line(line));
            }
            for (const std::string& line : hunk.come) {
                fmt::print(out, "+{}\n", one_line(line));
            }
        }
    }
    fmt::print(out, "with the patch: {}\n", figures_of(mend));
    for (const Error& reason : patched.held) {
        fmt::print(
            out, "with the patch still held by {}: {}\n", reason.code, one_line(reason.to_text()));
    }
    for (const std::string& rival : mend.rivals) {
        fmt::print(out, "in place of it {} would read as well, and give other figures\n", rival);
    }
    if (const auto why = why_not_adopt(patched); why.empty()) {
        fmt::print(out, "with the patch nothing is held; --adopt writes it\n");
    } else if (patched.held.empty() && mend.rivals.empty()) {
        fmt::print(out,
                   "--adopt does not write it: {}; write it by hand when you know that it is "
                   "right\n",
                   why);
    }
}

nlohmann::ordered_json json_of(const Surroundings& here, const Patched& patched) {
    using Json = nlohmann::ordered_json;
    const Mend& mend = patched.mend;
    Json hunks = Json::array();
    for (const auto& [file, text] : mend.edited) {
        for (const Hunk& hunk : line_diff(mend.before.at(file), text)) {
            hunks.push_back({{"file", shown(here, file)},
                             {"line", hunk.line},
                             {"was", hunk.gone},
                             {"now", hunk.come}});
        }
    }
    Json still = Json::array();
    for (const Error& reason : patched.held) {
        still.push_back(json_of(reason));
    }
    Json all{{"hunks", hunks}, {"figures", mend.figures}};
    if (mend.agreement) {
        all["equal"] = mend.agreement->equal;
        all["other"] = mend.agreement->other;
        all["new"] = mend.agreement->fresh;
    }
    all["held"] = still;
    all["rivals"] = mend.rivals;
    return all;
}

Result<void> adopt(const Surroundings& here, const std::optional<Patched>& patched) {
    const std::string why = patched ? why_not_adopt(*patched) : "none";
    if (!why.empty()) {
        return fail({.fault = Fault::held,
                     .code = "usage.adopt",
                     .expected = "one patch with which nothing is held",
                     .found = why,
                     .next = "nothing was written; mend it by hand"});
    }
    const Mend& mend = patched->mend;
    const auto alone = lock_folder(here.folders.config / "codelists.d"); // 'codelist add' waits
    if (!alone) {
        return fail(alone.error());
    }
    for (const auto& [file, text] : mend.edited) { // codelists.d stands before sources.d
        if (auto same = check_unchanged(here, file, mend); !same) {
            return same;
        }
    }
    for (const auto& [file, text] : mend.edited) {
        if (auto written = replace_file(file, text); !written) {
            return written;
        }
    }
    fmt::print(here.err,
               "adopted; the next run reads the file with it, tell a running daemon with "
               "'systemctl reload tidemark'\n");
    return {};
}

} // namespace tidemark
