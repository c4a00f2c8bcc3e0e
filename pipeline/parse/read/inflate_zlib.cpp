#include "pipeline/parse/read/inflate.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace tidemark::parse {

namespace {

constexpr std::size_t most_at_once = std::numeric_limits<uInt>::max();

// The library's interface is not const-correct; it only reads.
Bytef* bytes_of(const char* text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text)); // NOLINT(*-const-cast)
}

} // namespace

struct Inflater::State {
    z_stream zlib{};
    std::string_view rest; // not yet handed to zlib
    std::size_t size = 0;
    bool ended = false;
};

Inflater::Inflater(std::string_view deflated)
    : state_(std::make_unique<State>()) {
    inflateInit2(&state_->zlib, -MAX_WBITS);
    state_->rest = deflated;
    state_->size = deflated.size();
}

Inflater::~Inflater() {
    inflateEnd(&state_->zlib);
}

Result<std::size_t> Inflater::step(char* to, std::size_t room) {
    auto& zlib = state_->zlib;
    room = std::min(room, most_at_once);
    zlib.next_out = bytes_of(to);
    zlib.avail_out = static_cast<uInt>(room);
    while (zlib.avail_out > 0 && !state_->ended) {
        if (zlib.avail_in == 0 && !state_->rest.empty()) {
            const std::size_t size = std::min(state_->rest.size(), most_at_once);
            zlib.next_in = bytes_of(state_->rest.data());
            zlib.avail_in = static_cast<uInt>(size);
            state_->rest.remove_prefix(size);
        }
        const int code = inflate(&zlib, Z_NO_FLUSH);
        if (code == Z_BUF_ERROR) {
            return fail(malformed("zip", "compressed data", "data cut short"));
        }
        if (code != Z_OK && code != Z_STREAM_END) {
            return fail(malformed("zip", "compressed data", "damaged data"));
        }
        state_->ended = code == Z_STREAM_END;
    }
    return room - zlib.avail_out;
}

std::size_t Inflater::consumed() const {
    return state_->size - state_->rest.size() - state_->zlib.avail_in;
}

std::uint32_t crc32_of(std::uint32_t crc, const char* bytes, std::size_t size) {
    return static_cast<std::uint32_t>(crc32_z(crc, bytes_of(bytes), size));
}

} // namespace tidemark::parse
