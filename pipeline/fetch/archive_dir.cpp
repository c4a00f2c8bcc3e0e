#include "pipeline/fetch/archive_dir.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/base/files.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tidemark::fetch {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot_write(const fs::path& path, int error) {
    return fail({.fault = Fault::storage,
                 .code = "archive.write",
                 .file = path.string(),
                 .expected = "an archive folder that can be written",
                 .found = std::generic_category().message(error),
                 .next = "make room or mend its permissions"});
}

// A new folder is durable only once its parent is synced.
Result<void> make_folder(const fs::path& path) {
    std::error_code error;
    if (fs::create_directories(path, error); error) {
        return cannot_write(path, error.value());
    }
    const Descriptor parent(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!parent || ::fsync(parent.get()) != 0) {
        return cannot_write(path.parent_path(), errno);
    }
    return {};
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

class DirArchive final : public Archive {
  public:
    explicit DirArchive(fs::path root)
        : root_(std::move(root)) {}

    Result<std::string> put(std::string_view bytes) override {
        const std::string digest = sha256(bytes);
        const fs::path path = path_of(digest);
        if (get(digest)) {
            return digest;
        }
        return make_folder(path.parent_path())
            .and_then([&] { return write_file(path, bytes, 0640); })
            .map([&] { return digest; });
    }

    Result<std::string> get(std::string_view digest) const override {
        if (!is_digest(digest)) {
            return fail({.fault = Fault::malformed,
                         .code = "archive.digest",
                         .expected = "64 hex digits",
                         .found = fmt::format("'{}'", digest)});
        }
        auto bytes = read_file(path_of(digest));
        if (!bytes) {
            Error error = std::move(bytes).error();
            error.code = "archive.missing";
            error.next = "restore it from a backup";
            return fail(std::move(error));
        }
        if (const std::string found = sha256(*bytes); found != digest) {
            return fail({.fault = Fault::malformed,
                         .code = "archive.damaged",
                         .file = path_of(digest).string(),
                         .expected = "the bytes it is named after",
                         .found = fmt::format("sha256 {}", found),
                         .next = "restore it from a backup"});
        }
        return bytes;
    }

  private:
    [[nodiscard]] fs::path path_of(std::string_view digest) const {
        return root_ / digest.substr(0, 2) / digest.substr(2);
    }

    fs::path root_;
};

} // namespace

Result<std::unique_ptr<Archive>> open_archive(const fs::path& root) {
    const fs::path absolute = fs::absolute(root);
    return make_folder(absolute).map(
        [&]() -> std::unique_ptr<Archive> { return std::make_unique<DirArchive>(absolute); });
}

} // namespace tidemark::fetch
