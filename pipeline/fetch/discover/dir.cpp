#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/url.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace tidemark::fetch {
namespace {

namespace fs = std::filesystem;

// What editors, browsers and copying programs leave while they are at work.
bool is_temporary(std::string_view name) {
    constexpr std::array endings{"~", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".swp"};
    return name.starts_with('.') || name.starts_with("~$") ||
           std::ranges::any_of(endings, [&](const char* end) { return name.ends_with(end); });
}

// Nothing: not a regular file, or gone.
std::optional<Instant> modified(const fs::path& path) {
    struct ::stat info {};

    if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    return Instant(std::chrono::seconds(info.st_mtim.tv_sec) +
                   std::chrono::milliseconds(info.st_mtim.tv_nsec / 1'000'000));
}

Error unreadable_folder(const FindDir& find, const std::error_code& error) {
    return {.fault = Fault::unavailable,
            .code = "fetch.folder",
            .file = find.path,
            .expected = "a folder that can be read",
            .found = error.message(),
            .next = "create it or mend find.path"};
}

} // namespace

Result<Discovery> discover_dir(const FindDir& find, const Look& look) {
    std::error_code error;
    std::vector<Target> targets;
    for (auto entry = fs::directory_iterator(find.path, error);
         !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const auto time = modified(entry->path());
        if (time && !is_temporary(name) && find.files.matches(name)) {
            targets.push_back(
                {.url = file_url(fs::absolute(entry->path())),
                 .title = {},
                 .published = {},
                 .settled = std::chrono::abs(look.clock.now() - *time) >= find.settle});
        }
    }
    if (error) {
        return fail(unreadable_folder(find, error));
    }
    std::ranges::sort(targets, {}, [](const Target& target) { return file_name_of(target.url); });
    return Discovery(std::move(targets));
}

} // namespace tidemark::fetch
