// Floor: the least that reading a file could cost: zlib inflating the parts that hold its cells, in
// 64 KiB chunks; of a file that is no ZIP archive, copying its bytes in such chunks.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace tidemark::bench {

class Floor {
  public:
    // The bytes outlive it. Throws std::runtime_error when an archive has no such parts.
    explicit Floor(std::string_view bytes);
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;
    ~Floor();

    std::uint64_t run(); // the bytes that came out

    [[nodiscard]] bool inflates() const;

  private:
    struct Own;
    std::unique_ptr<Own> own_;
};

} // namespace tidemark::bench
