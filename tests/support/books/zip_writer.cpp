#include "tests/support/books/zip_writer.hpp"

#include <zlib.h>

#include <stdexcept>

namespace tidemark::test {

namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
}

std::string deflated(std::string_view bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("deflateInit2");
    }
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int code = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (code != Z_STREAM_END) {
        throw std::runtime_error("deflate");
    }
    return out;
}

} // namespace

void ZipWriter::add(std::string_view name,
                    std::string_view bytes,
                    Packing packing,
                    const Lies& lies) {
    const std::string data = packing == Packing::stored ? std::string(bytes) : deflated(bytes);
    const auto crc =
        crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) ^ lies.crc_xor;
    std::string common; // the fields that both headers share
    put(common, 20, 2); // version needed
    put(common, lies.flags, 2);
    put(common, packing == Packing::stored ? 0 : 8, 2);
    put(common, 0, 2);    // time
    put(common, 0x21, 2); // 1 January 1980
    put(common, crc, 4);
    put(common, data.size(), 4);
    put(common,
        lies.inflated_size < 0 ? bytes.size() : static_cast<std::uint64_t>(lies.inflated_size),
        4);
    put(common, name.size(), 2);
    put(common, 0, 2); // extra

    directory_ += "PK\1\2";
    put(directory_, 20, 2); // made by
    directory_ += common;
    put(directory_, 0, 2 + 2 + 2); // comment, disk, internal attributes
    put(directory_, 0, 4);         // external attributes
    put(directory_, parts_.size(), 4);
    directory_ += name;
    parts_ += "PK\3\4" + common;
    parts_ += name;
    parts_ += data;
    ++count_;
}

std::string ZipWriter::finish() const {
    std::string out = parts_ + directory_ + "PK\5\6";
    put(out, 0, 4);
    put(out, count_, 2);
    put(out, count_, 2);
    put(out, directory_.size(), 4);
    put(out, parts_.size(), 4);
    put(out, 0, 2);
    return out;
}

} // namespace tidemark::test
