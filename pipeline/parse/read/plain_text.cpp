#include "pipeline/parse/read/plain_text.hpp"

#include "pipeline/parse/read/xml_text.hpp"

#include <bit>
#include <cstddef>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tidemark::parse {

namespace {

bool is_sound(bool ascii, const char* from, const char* end) {
    return ascii || is_sound_text({from, static_cast<std::size_t>(end - from)});
}

} // namespace

#ifdef __SSE2__

const char* plain_text_end(const char* from) {
    const char* at = from;
    bool ascii = true;
    unsigned blank_before = 1; // a blank at the start would be dropped
    while (true) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto of = [](__m128i found) {
            return static_cast<unsigned>(_mm_movemask_epi8(found));
        };
        const unsigned ends = of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')));
        const unsigned blanks = of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
        // As signed numbers, bytes of UTF-8 are below 0x20 too.
        const unsigned wide = of(bytes);
        const unsigned below = of(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
        const unsigned other = (below & ~wide) | of(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')));
        const unsigned odd = other | (blanks & ((blanks << 1U) | blank_before));
        if (ends != 0) {
            const char* end = at + std::countr_zero(ends);
            const unsigned before = (ends & (0U - ends)) - 1;
            const bool plain = (odd & before) == 0 && end != from && end[-1] != ' ';
            return plain && is_sound(ascii && (wide & before) == 0, from, end) ? end : nullptr;
        }
        ascii = ascii && wide == 0;
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
    bool ascii = true;
    const char* at = from;
    for (; *at != '<'; before = *at++) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 || *at == '&' || (*at == ' ' && before == ' ')) {
            return nullptr;
        }
        ascii = ascii && byte < 0x80;
    }
    return at == from || before == ' ' || !is_sound(ascii, from, at) ? nullptr : at;
}

#endif

} // namespace tidemark::parse
