#include "pipeline/parse/read/inflate.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <limits>

namespace tidemark::parse {

namespace {

constexpr std::size_t most_at_once = std::numeric_limits<std::uint32_t>::max();

// The library's interface is not const-correct; it only reads.
std::uint8_t* bytes_of(const char* text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text)); // NOLINT(*-const-cast)
}

} // namespace

struct Inflater::State {
    inflate_state isal{};
    std::string_view rest; // not yet handed to isal
    std::size_t size = 0;
};

Inflater::Inflater(std::string_view deflated)
    : state_(std::make_unique<State>()) {
    isal_inflate_init(&state_->isal);
    state_->isal.crc_flag = ISAL_DEFLATE;
    state_->rest = deflated;
    state_->size = deflated.size();
}

Inflater::~Inflater() = default;

Result<std::size_t> Inflater::step(char* to, std::size_t room) {
    auto& isal = state_->isal;
    room = std::min(room, most_at_once);
    isal.next_out = bytes_of(to);
    isal.avail_out = static_cast<std::uint32_t>(room);
    while (isal.avail_out > 0 && isal.block_state != ISAL_BLOCK_FINISH) {
        if (isal.avail_in == 0 && !state_->rest.empty()) {
            const std::size_t size = std::min(state_->rest.size(), most_at_once);
            isal.next_in = bytes_of(state_->rest.data());
            isal.avail_in = static_cast<std::uint32_t>(size);
            state_->rest.remove_prefix(size);
        }
        const std::uint32_t out_before = isal.avail_out;
        const std::uint32_t in_before = isal.avail_in;
        if (isal_inflate(&isal) < ISAL_DECOMP_OK) {
            return fail(malformed("zip", "compressed data", "damaged data"));
        }
        const bool moved = isal.avail_out != out_before || isal.avail_in != in_before;
        if (!moved && isal.block_state != ISAL_BLOCK_FINISH && state_->rest.empty()) {
            return fail(malformed("zip", "compressed data", "data cut short"));
        }
    }
    return room - isal.avail_out;
}

std::size_t Inflater::consumed() const {
    // It takes whole bytes into a register of bits before it needs them.
    const auto ahead = static_cast<std::size_t>(std::max(state_->isal.read_in_length, 0)) / 8;
    return state_->size - state_->rest.size() - state_->isal.avail_in - ahead;
}

std::uint32_t crc32_of(std::uint32_t crc, const char* bytes, std::size_t size) {
    return crc32_gzip_refl(crc, bytes_of(bytes), size);
}

} // namespace tidemark::parse
