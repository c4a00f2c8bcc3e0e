// Files: whole files in, whole files out, durable.
//
// Fails: not found or not readable -> unavailable; no space or no permission on write -> storage.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tidemark {

// The whole file. Longer than `most` bytes -> limit.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::uint64_t most = UINT64_MAX);

// Writes a temporary file in the same folder, fsyncs it, renames it over `path`, fsyncs the folder.
[[nodiscard]] Result<void>
write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0640);

// As write_file, over a file that is there: its owner, group and mode stay.
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes);

// An owned file descriptor, closed once.
class Descriptor {
  public:
    Descriptor() = default;

    explicit Descriptor(int fd)
        : fd_(fd) {}

    Descriptor(Descriptor&& other) noexcept
        : fd_(other.release()) {}

    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() { reset(); }

    [[nodiscard]] int get() const { return fd_; }

    [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }

    int release() {
        const int fd = fd_;
        fd_ = -1;
        return fd;
    }

    void reset();

  private:
    int fd_ = -1;
};

} // namespace tidemark
