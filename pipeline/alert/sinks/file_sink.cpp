#include "pipeline/alert/sinks/file_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

namespace tidemark::alert {
namespace {

constexpr mode_t log_mode = 0640;
constexpr std::size_t chunk = 1U << 16U;

std::string errno_text() {
    return std::generic_category().message(errno);
}

// From `from` to the end. Nothing when the file cannot be read.
std::optional<std::string> read_tail(int fd, std::uint64_t from) {
    std::string tail;
    std::string buffer(chunk, '\0');
    for (;;) {
        const auto at = static_cast<off_t>(from + tail.size());
        const ssize_t got = ::pread(fd, buffer.data(), buffer.size(), at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return std::nullopt;
        }
        if (got == 0) {
            return tail;
        }
        tail.append(buffer, 0, static_cast<std::size_t>(got));
    }
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

// A new file is there after a power cut only when its folder was synced too.
bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd && ::fsync(fd.get()) == 0;
}

std::uint64_t inode_of(const std::filesystem::path& path) {
    struct stat info {};

    const bool is_file = ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
    return is_file ? info.st_ino : 0;
}

} // namespace

FileSink::FileSink(std::filesystem::path path, std::string name, Form form)
    : path_(std::move(path))
    , name_(std::move(name))
    , form_(form) {}

Result<void> FileSink::deliver(Store& store) {
    const auto position = store.position(name_);
    if (!position) {
        return fail(position.error());
    }
    LineFilter beyond;
    beyond.after_seq = position->seq;
    const auto lines = store.lines(beyond);
    if (!lines) {
        return fail(lines.error());
    }
    std::vector<std::string> waiting;
    for (const Line& line : *lines) {
        waiting.push_back((form_ == Form::json ? line.json : line.line) + '\n');
    }
    auto log = open(path_, O_RDWR | O_APPEND | O_CREAT);
    if (!log) {
        return propagate(log);
    }
    const bool is_same = log->inode == position->inode;
    std::size_t first = 0;
    if (!is_same && position->inode != 0) {
        const auto rotated = look_at_rotated(*position, waiting);
        if (!rotated) {
            return fail(rotated.error());
        }
        first = rotated->written;
    }
    const std::uint64_t from = is_same && log->size >= position->offset ? position->offset : 0;
    const std::vector<std::string> rest(waiting.begin() + static_cast<std::ptrdiff_t>(first),
                                        waiting.end());
    const auto reached = look(*log, from, rest);
    if (!reached) {
        return fail(reached.error());
    }
    const auto end = append(*log, *reached, rest, reached->written);
    if (!end) {
        return fail(end.error());
    }
    const Position now{.seq = lines->empty() ? position->seq : lines->back().seq,
                       .offset = *end,
                       .inode = log->inode};
    const bool moved =
        now.seq != position->seq || now.offset != position->offset || now.inode != position->inode;
    return moved ? store.advance(name_, now) : Result<void>();
}

Result<FileSink::Open> FileSink::open(const std::filesystem::path& path, int flags) const {
    const bool is_new = (flags & O_CREAT) != 0 && inode_of(path) == 0;
    Open log{.file = Descriptor(::open(path.c_str(), flags | O_CLOEXEC, log_mode))};

    struct stat info {};

    if (!log.file || ::fstat(log.file.get(), &info) != 0) {
        return trouble("a log file that can be opened");
    }
    // The mode is a promise to analysts, whatever the umask of who started us.
    if (is_new && (::fchmod(log.file.get(), log_mode) != 0 || !sync_folder(path.parent_path()))) {
        return trouble("a log folder that can be written");
    }
    log.inode = info.st_ino;
    log.size = static_cast<std::uint64_t>(info.st_size);
    return log;
}

Result<FileSink::Reached>
FileSink::look(const Open& log, std::uint64_t from, const std::vector<std::string>& waiting) const {
    const auto tail = read_tail(log.file.get(), from);
    if (!tail) {
        return trouble("a log file that can be read");
    }
    Reached reached{.good_end = from};
    std::string_view rest = *tail;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        const std::string_view line = rest.substr(0, end + 1);
        if (reached.written < waiting.size() && line == waiting[reached.written]) {
            ++reached.written;
        }
        reached.good_end += line.size();
        rest.remove_prefix(line.size());
    }
    // A power cut may leave zero bytes where ours were not yet on the disk.
    const bool is_ours =
        rest.find_first_not_of('\0') == std::string_view::npos ||
        (reached.written < waiting.size() && waiting[reached.written].starts_with(rest));
    reached.foreign_tail = !is_ours;
    if (reached.foreign_tail) {
        reached.good_end += rest.size();
    }
    return reached;
}

Result<FileSink::Reached> FileSink::look_at_rotated(const Position& position,
                                                    const std::vector<std::string>& waiting) const {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(path_.parent_path(), ignored)) {
        if (inode_of(entry.path()) != position.inode) {
            continue;
        }
        const auto old = open(entry.path(), O_RDWR);
        if (!old || old->size < position.offset) {
            return Reached{};
        }
        auto reached = look(*old, position.offset, waiting);
        if (reached && !reached->foreign_tail && reached->good_end < old->size &&
            ::ftruncate(old->file.get(), static_cast<off_t>(reached->good_end)) != 0) {
            return trouble("a rotated log file whose broken last line can be cut off");
        }
        return reached;
    }
    return Reached{};
}

Result<std::uint64_t> FileSink::append(const Open& log,
                                       const Reached& reached,
                                       const std::vector<std::string>& waiting,
                                       std::size_t first) const {
    const int fd = log.file.get();
    if (reached.good_end < log.size && ::ftruncate(fd, static_cast<off_t>(reached.good_end)) != 0) {
        return trouble("a log file whose broken last line can be cut off");
    }
    std::string bytes = reached.foreign_tail && first < waiting.size() ? "\n" : "";
    for (std::size_t i = first; i < waiting.size(); ++i) {
        bytes += waiting[i];
    }
    if (!write_all(fd, bytes)) {
        return trouble("room for the next alert");
    }
    if (::fsync(fd) != 0) {
        return trouble("a log file that can be synced");
    }
    return reached.good_end + bytes.size();
}

tl::unexpected<Error> FileSink::trouble(const std::string& what) const {
    return fail({.fault = Fault::storage,
                 .code = "sink.file",
                 .file = path_.string(),
                 .expected = what,
                 .found = errno_text(),
                 .next = "mend the folder; waiting lines are written at the next start"});
}

} // namespace tidemark::alert
