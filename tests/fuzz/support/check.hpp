// check: what a fuzz target holds to be true. A broken property is said and aborts: the fuzzer and
// the replay both count that as a crash.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

// What libFuzzer and replay.cpp call with every input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tidemark::fuzz {

// `found`: what contradicts it, printed beside it.
void check(bool truth, std::string_view property, std::string_view found = {});

// An error that a person can use: a code, one line of text.
void check_error(const Error& error);

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view("")
                     : std::string_view(reinterpret_cast<const char*>(data), size);
}

// One of `count` variants, chosen by the last byte; a text that ends in a line break is variant 0.
[[nodiscard]] inline std::size_t variant_of(std::string_view input, std::size_t count) {
    return input.empty() ? 0 : (static_cast<unsigned char>(input.back()) ^ unsigned{'\n'}) % count;
}

} // namespace tidemark::fuzz
