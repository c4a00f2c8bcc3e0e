#include "pipeline/base/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace tidemark {

namespace {

std::string reason() {
    return std::generic_category().message(errno);
}

Error unreadable(const std::filesystem::path& path) {
    return {.fault = Fault::unavailable,
            .code = "file.read",
            .file = path.string(),
            .expected = "a file that can be read",
            .found = reason(),
            .next = "check that it exists and who may read it"};
}

Error unwritable(const std::filesystem::path& path, std::string_view step) {
    return {.fault = Fault::storage,
            .code = "file.write",
            .file = path.string(),
            .expected = fmt::format("to {}", step),
            .found = reason(),
            .next = "check free space and who may write in the folder"};
}

Error too_long(const std::filesystem::path& path, std::uint64_t most) {
    return {.fault = Fault::limit,
            .code = "file.size",
            .file = path.string(),
            .expected = fmt::format("at most {} bytes", most),
            .found = "more",
            .next = "raise max_size if the file is what it should be"};
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return true;
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd && ::fsync(fd.get()) == 0;
}

// Removes the temporary file unless it was renamed.
class Temporary {
  public:
    explicit Temporary(std::string path)
        : path_(std::move(path)) {}

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    Temporary(Temporary&&) = delete;
    Temporary& operator=(Temporary&&) = delete;

    ~Temporary() {
        if (!path_.empty()) {
            ::unlink(path_.c_str());
        }
    }

    [[nodiscard]] bool rename_to(const std::filesystem::path& path) {
        if (::rename(path_.c_str(), path.c_str()) != 0) {
            return false;
        }
        path_.clear();
        return true;
    }

  private:
    std::string path_;
};

} // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t most) {
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));

    struct stat facts {};

    if (!fd || ::fstat(fd.get(), &facts) != 0) {
        return fail(unreadable(path));
    }
    std::string bytes;
    if (S_ISREG(facts.st_mode)) {
        const auto size = static_cast<std::uint64_t>(facts.st_size);
        if (size > most) {
            return fail(too_long(path, most));
        }
        bytes.reserve(size);
    }
    std::array<char, 65536> chunk{};
    for (;;) {
        const auto got = ::read(fd.get(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(unreadable(path));
        }
        if (got == 0) {
            return bytes;
        }
        bytes.append(chunk.data(), static_cast<std::size_t>(got));
        if (bytes.size() > most) { // also for pipes and files that grow
            return fail(too_long(path, most));
        }
    }
}

namespace {

// `prepare` gives the temporary file its mode and owner; false with errno when it cannot.
template <typename Prepare>
Result<void>
put_in_place(const std::filesystem::path& path, std::string_view bytes, const Prepare& prepare) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    auto name = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
    Descriptor fd(::mkostemp(name.data(), O_CLOEXEC));
    if (!fd) {
        return fail(unwritable(path, "make a temporary file beside it"));
    }
    Temporary temporary(name);
    if (!prepare(fd.get())) {
        return fail(unwritable(path, "give it its mode and owner"));
    }
    if (!write_all(fd.get(), bytes) || ::fsync(fd.get()) != 0) {
        return fail(unwritable(path, "write it"));
    }
    if (::close(fd.release()) != 0) {
        return fail(unwritable(path, "close it"));
    }
    if (!temporary.rename_to(path)) {
        return fail(unwritable(path, "put it in its place"));
    }
    if (!sync_folder(folder)) {
        return fail(unwritable(path, "sync its folder"));
    }
    return {};
}

} // namespace

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
    return put_in_place(
        path, bytes, [&](int fd) { return ::fchmod(fd, static_cast<mode_t>(mode)) == 0; });
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes) {
    struct stat facts {};

    if (::stat(path.c_str(), &facts) != 0) {
        return fail(unreadable(path));
    }
    return put_in_place(path, bytes, [&](int fd) {
        struct stat now {};

        const bool known = ::fstat(fd, &now) == 0;
        const bool same = known && now.st_uid == facts.st_uid && now.st_gid == facts.st_gid;
        return known && (same || ::fchown(fd, facts.st_uid, facts.st_gid) == 0) &&
               ::fchmod(fd, facts.st_mode & 07777U) == 0;
    });
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        reset();
        fd_ = other.release();
    }
    return *this;
}

void Descriptor::reset() {
    if (fd_ >= 0) {
        ::close(release());
    }
}

} // namespace tidemark
