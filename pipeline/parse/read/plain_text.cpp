#include "pipeline/parse/read/plain_text.hpp"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tidemark::parse {

#ifdef __SSE2__

const char* plain_text_end(const char* from) {
    const char* at = from;
    unsigned blank_before = 1; // a blank at the start would be dropped
    while (true) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto of = [](__m128i found) {
            return static_cast<unsigned>(_mm_movemask_epi8(found));
        };
        const unsigned ends = of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')));
        const unsigned blanks = of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
        // As signed numbers, bytes of UTF-8 are below 0x20 too.
        const unsigned other = of(_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
                                               _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'))));
        const unsigned odd = other | (blanks & ((blanks << 1U) | blank_before));
        if (ends != 0) {
            const char* end = at + std::countr_zero(ends);
            const unsigned before = (ends & (0U - ends)) - 1;
            const bool plain = (odd & before) == 0 && end != from && end[-1] != ' ';
            return plain ? end : nullptr;
        }
        if (odd != 0) {
            return nullptr;
        }
        blank_before = blanks >> 15U;
        at += 16;
    }
}

#else

const char* plain_text_end(const char* from) {
    char before = ' ';
    const char* at = from;
    for (; *at != '<'; before = *at++) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 || byte >= 0x80 || *at == '&' || (*at == ' ' && before == ' ')) {
            return nullptr;
        }
    }
    return at == from || before == ' ' ? nullptr : at;
}

#endif

} // namespace tidemark::parse
