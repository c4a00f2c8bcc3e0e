// Cfb: a compound file ([MS-CFB] 3 and 4): the streams in its root, as pieces of the file's bytes.
//
//   header | sector 0 | sector 1 | ...      a stream: a chain of sectors, in any order
//
// Nothing of a stream is copied: adjacent sectors are one piece. Sizes, counts and links are
// claims: a chain is followed no further than its size needs, and no sector twice.
// Does not own the bytes, which must outlive it and its streams.
// Thread: any, once opened. Fails: malformed (read.compound), limit (entries).
#pragma once

#include "pipeline/parse/read/read.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// Bytes that lie scattered; each piece but the last of a stream is whole sectors.
using Pieces = std::vector<std::string_view>;

class Cfb {
  public:
    [[nodiscard]] static Result<Cfb> open(std::string_view bytes, const Budgets& budgets);

    // In the root storage; streams of embedded documents are not looked at. Names meet without
    // regard to ASCII case.
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    // Fails: malformed, also when there is none of that name.
    [[nodiscard]] Result<Pieces> stream(std::string_view name) const;

  private:
    struct Entry {
        std::string name; // '?' for what is not ASCII
        std::uint32_t first = 0;
        std::uint64_t size = 0;
    };

    [[nodiscard]] const Entry* find(std::string_view name) const;
    [[nodiscard]] Result<void> read_header();
    [[nodiscard]] Result<void> read_fat_places();
    [[nodiscard]] Result<void> read_directory(std::uint64_t most);
    [[nodiscard]] Result<void> list_streams(const std::vector<std::string_view>& entries);
    [[nodiscard]] Entry entry_of(std::string_view stored) const;
    [[nodiscard]] Result<std::string_view> sector(std::uint32_t number) const;
    [[nodiscard]] Result<std::uint32_t> after(std::uint32_t number) const;
    [[nodiscard]] Result<Pieces> chain(std::uint32_t first, std::uint64_t most) const;
    [[nodiscard]] Result<Pieces> small_stream(const Entry& entry) const;

    std::string_view bytes_;
    std::uint16_t version_ = 3;
    std::uint32_t shift_ = 9;         // log2 of a sector's size
    std::uint64_t sectors_ = 0;       // that the file has room for, the last may be cut
    std::uint64_t smallest_ = 4096;   // smaller streams lie in the mini stream
    std::vector<std::uint32_t> fats_; // sectors of the file allocation table
    Entry root_;                      // its stream is the mini stream
    std::vector<Entry> streams_;
};

} // namespace tidemark::parse
