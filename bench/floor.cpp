#include "bench/floor.hpp"

#include "pipeline/parse/read/chunks.hpp"
#include "pipeline/parse/read/little_endian.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <benchmark/benchmark.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace tidemark::bench {

namespace {

constexpr std::uint16_t deflated = 8;

struct Part {
    std::string_view bytes;
    bool packed = false;
};

bool holds_cells(std::string_view name) {
    return name == "content.xml" || name == "xl/sharedStrings.xml" ||
           (name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
}

std::vector<Part> parts_of(std::string_view bytes) {
    if (!bytes.starts_with("PK\3\4")) {
        return {{bytes}};
    }
    const auto zip = parse::Zip::open(bytes, {});
    if (!zip) {
        throw std::runtime_error(zip.error().to_text());
    }
    std::vector<Part> parts;
    for (const auto& entry : zip->entries()) {
        if (holds_cells(entry.name)) {
            // Behind its local header, whose extra field the directory does not know.
            const auto from = entry.header + 30 + parse::u16(bytes, entry.header + 26) +
                              parse::u16(bytes, entry.header + 28);
            parts.push_back({bytes.substr(from, entry.size), entry.method == deflated});
        }
    }
    if (parts.empty()) {
        throw std::runtime_error("no part that holds cells");
    }
    return parts;
}

} // namespace

struct Floor::Own {
    std::vector<Part> parts;
    std::vector<char> chunk = std::vector<char>(parse::chunk_size);
    z_stream stream{};

    std::uint64_t copy(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size(); at += chunk.size()) {
            std::memcpy(chunk.data(), bytes.data() + at, std::min(chunk.size(), bytes.size() - at));
            benchmark::DoNotOptimize(chunk.data());
        }
        return bytes.size();
    }

    std::uint64_t inflated(std::string_view bytes) {
        inflateReset(&stream);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(bytes.size());
        int code = Z_OK;
        while (code == Z_OK) {
            stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
            stream.avail_out = static_cast<uInt>(chunk.size());
            code = inflate(&stream, Z_NO_FLUSH);
            benchmark::DoNotOptimize(chunk.data());
        }
        if (code != Z_STREAM_END) {
            throw std::runtime_error("a part that zlib cannot inflate");
        }
        return stream.total_out;
    }
};

Floor::Floor(std::string_view bytes)
    : own_(std::make_unique<Own>()) {
    own_->parts = parts_of(bytes);
    if (inflateInit2(&own_->stream, -MAX_WBITS) != Z_OK) {
        throw std::runtime_error("inflateInit2");
    }
}

Floor::~Floor() {
    inflateEnd(&own_->stream);
}

std::uint64_t Floor::run() {
    std::uint64_t size = 0;
    for (const auto& part : own_->parts) {
        size += part.packed ? own_->inflated(part.bytes) : own_->copy(part.bytes);
    }
    return size;
}

bool Floor::inflates() const {
    return own_->parts.front().packed;
}

} // namespace tidemark::bench
