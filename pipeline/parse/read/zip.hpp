// Zip: the directory of a ZIP archive and its parts, for files that may lie.
//
// PKWARE APPNOTE 6.3.10: the central directory is found from the end and walked; its counts and
// sizes are claims, what is counted decides. Nothing is ever written or unpacked by its name.
// Does not own the bytes, which must outlive it and its parts.
// Fails: malformed (no directory, damaged, duplicate names, encrypted, CRC), limit.
#pragma once

#include "pipeline/parse/read/chunks.hpp"
#include "pipeline/parse/read/read.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

// What one file has used of its budgets so far, by all who read it.
struct Spent {
    std::atomic<std::uint64_t> inflated = 0;
    std::atomic<std::uint64_t> cells = 0;
};

class Zip {
  public:
    struct Entry {
        std::string_view name; // as stored
        std::uint16_t flags = 0;
        std::uint16_t method = 0;
        std::uint32_t crc = 0;
        std::uint64_t size = 0; // compressed
        std::uint64_t header = 0;
    };

    [[nodiscard]] static Result<Zip> open(std::string_view bytes, const Budgets& budgets);

    // Null when there is none. Names meet without regard to ASCII case, a leading '/' or '\\'.
    [[nodiscard]] const Entry* find(std::string_view name) const;

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

    // `spent` outlives the part and is counted up as it is read.
    [[nodiscard]] Result<std::unique_ptr<Chunks>> part(std::string_view name, Spent& spent) const;

    // A small part in one piece; more than `most` bytes are a limit error.
    [[nodiscard]] Result<std::string>
    whole(std::string_view name, std::uint64_t most, Spent& spent) const;

  private:
    [[nodiscard]] Result<void> walk(std::uint64_t from, std::uint64_t to);

    std::string_view bytes_;
    Budgets budgets_;
    std::uint64_t shift_ = 0; // bytes of junk before the archive
    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

} // namespace tidemark::parse
