// ZipWriter: a small writer of ZIP archives (PKWARE APPNOTE 6.3.10, no zip64), in memory.
//
// Times are fixed (1 January 1980): the same parts give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::test {

enum class Packing : std::uint8_t { stored, deflated };

// What a test may write wrongly on purpose.
struct Lies {
    std::uint16_t flags = 0;
    std::uint32_t crc_xor = 0;
    std::int64_t inflated_size = -1; // as claimed; -1: the truth
};

class ZipWriter {
  public:
    void add(std::string_view name,
             std::string_view bytes,
             Packing packing = Packing::stored,
             const Lies& lies = {});

    [[nodiscard]] std::string finish() const;

  private:
    std::string parts_;
    std::string directory_;
    std::uint16_t count_ = 0;
};

} // namespace tidemark::test
