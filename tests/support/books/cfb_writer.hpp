// CfbWriter: a small writer of compound files ([MS-CFB]), in memory, for tests and benchmarks.
//
// Streams below 4,096 bytes go into the mini stream, as the standard wants. Sectors lie in order or
// scattered; a test may patch the bytes of what comes out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

enum class Sectors : std::uint8_t { in_order, scattered };

class CfbWriter {
  public:
    // version 3: sectors of 512 bytes; 4: of 4,096.
    explicit CfbWriter(std::uint16_t version = 3, Sectors order = Sectors::in_order)
        : version_(version)
        , order_(order) {}

    void add(std::string name, std::string bytes) {
        streams_.push_back({std::move(name), std::move(bytes)});
    }

    [[nodiscard]] std::string finish() const;

  private:
    struct Stream {
        std::string name; // ASCII
        std::string bytes;
    };

    std::uint16_t version_;
    Sectors order_;
    std::vector<Stream> streams_;
};

} // namespace tidemark::test
