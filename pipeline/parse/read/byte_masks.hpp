// byte_masks: where bytes of a kind stand among 64, as a mask: bit i is byte i. How a reader looks
// at text faster than byte by byte.
//
// SSE2, which every x86-64 has; elsewhere eight bytes at a time in a word (Warren, Hacker's Delight,
// 6-1). Both are the same function: the unit tests compare them.
#pragma once

#include "pipeline/parse/read/little_endian.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tidemark::parse {

inline constexpr std::size_t mask_bytes = 64;

namespace portable {

constexpr std::uint64_t in_each_byte(unsigned char byte) {
    return 0x0101010101010101U * byte;
}

class Block {
  public:
    // 64 readable bytes.
    explicit Block(const char* bytes)
        : bytes_(bytes, mask_bytes) {}

    // Those equal to c.
    [[nodiscard]] std::uint64_t equal(char c) const {
        const std::uint64_t wanted = in_each_byte(static_cast<unsigned char>(c));
        return gather([wanted](std::uint64_t word) {
            const std::uint64_t other = word ^ wanted; // zero where equal
            return ~(((other & low) + low) | other | low);
        });
    }

    // Those above 0x7F: no ASCII.
    [[nodiscard]] std::uint64_t high() const {
        return gather([](std::uint64_t word) { return word & ~low; });
    }

  private:
    static constexpr std::uint64_t low = in_each_byte(0x7F);

    // The highest bit of each byte that `marks` leaves, eight words into one.
    template <typename Marks>
    [[nodiscard]] std::uint64_t gather(const Marks& marks) const {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const std::uint64_t bits = marks(u64(bytes_, 8 * i)) >> 7U;
            mask |= (bits * 0x0102040810204080U >> 56U) << 8 * i;
        }
        return mask;
    }

    std::string_view bytes_;
};

} // namespace portable

#ifdef __SSE2__

class Block {
  public:
    explicit Block(const char* bytes)
        : a_(load(bytes))
        , b_(load(bytes + 16))
        , c_(load(bytes + 32))
        , d_(load(bytes + 48)) {}

    [[nodiscard]] std::uint64_t equal(char c) const {
        const __m128i wanted = _mm_set1_epi8(c);
        return joined(_mm_cmpeq_epi8(a_, wanted),
                      _mm_cmpeq_epi8(b_, wanted),
                      _mm_cmpeq_epi8(c_, wanted),
                      _mm_cmpeq_epi8(d_, wanted));
    }

    [[nodiscard]] std::uint64_t high() const { return joined(a_, b_, c_, d_); }

  private:
    static __m128i load(const char* bytes) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    }

    static std::uint64_t joined(__m128i a, __m128i b, __m128i c, __m128i d) {
        const auto bits = [](__m128i of) {
            return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(of)));
        };
        return bits(a) | bits(b) << 16U | bits(c) << 32U | bits(d) << 48U;
    }

    __m128i a_;
    __m128i b_;
    __m128i c_;
    __m128i d_;
};

#else

using portable::Block;

#endif

} // namespace tidemark::parse
