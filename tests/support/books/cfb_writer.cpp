#include "tests/support/books/cfb_writer.hpp"

#include "tests/support/books/bytes_out.hpp"

#include <algorithm>

namespace tidemark::test {

namespace {

constexpr std::uint32_t end_of_chain = 0xFFFFFFFEU;
constexpr std::uint32_t fat_sector = 0xFFFFFFFDU;
constexpr std::uint32_t difat_sector = 0xFFFFFFFCU;
constexpr std::uint32_t free_sector = 0xFFFFFFFFU;
constexpr std::size_t smallest = 4096; // in sectors of its own
constexpr std::size_t mini_size = 64;
constexpr std::size_t header_fats = 109;

std::size_t in_units(std::size_t size, std::size_t unit) {
    return (size + unit - 1) / unit;
}

void pad(std::string& bytes, std::size_t unit, char with = '\0') {
    bytes.resize(in_units(bytes.size(), unit) * unit, with);
}

// Sectors and the table that chains them.
class Sectored {
  public:
    Sectored(std::size_t size, Sectors order)
        : size_(size)
        , order_(order) {}

    // The first sector of what is added.
    std::uint32_t add(std::string_view bytes) {
        if (bytes.empty()) {
            return end_of_chain;
        }
        const std::size_t first = fat.size();
        const std::size_t count = in_units(bytes.size(), size_);
        const auto place = [&](std::size_t i) { // scattered: the other way round
            return first + (order_ == Sectors::in_order ? i : count - 1 - i);
        };
        fat.resize(first + count);
        body.resize((first + count) * size_);
        for (std::size_t i = 0; i < count; ++i) {
            const auto part = bytes.substr(i * size_, size_);
            std::ranges::copy(part, body.begin() + static_cast<std::ptrdiff_t>(place(i) * size_));
            fat[place(i)] = i + 1 < count ? static_cast<std::uint32_t>(place(i + 1)) : end_of_chain;
        }
        return static_cast<std::uint32_t>(place(0));
    }

    std::string body;
    std::vector<std::uint32_t> fat;

  private:
    std::size_t size_;
    Sectors order_;
};

std::string numbers(const std::vector<std::uint32_t>& table) {
    std::string out;
    for (const auto number : table) {
        out += le32(number);
    }
    return out;
}

std::string entry(std::string_view name, char kind, std::uint32_t first, std::size_t size) {
    std::string out;
    for (const char c : name) {
        out += {c, '\0'};
    }
    const auto name_size = static_cast<std::uint16_t>(out.size() + 2);
    out.resize(64);
    out += le16(name_size);
    out += {kind, '\1'};
    out += le32(free_sector) + le32(free_sector) + le32(free_sector); // left, right, child
    out.resize(116);
    out += le32(first) + le32(static_cast<std::uint32_t>(size)) + le32(0);
    return out;
}

void put(std::string& bytes, std::size_t at, std::string_view with) {
    bytes.replace(at, with.size(), with);
}

// The DIFAT that the header has no room for, in sectors behind all others.
std::string more_difat(const std::vector<std::uint32_t>& fats,
                       std::size_t count,
                       std::size_t per_sector,
                       std::size_t first) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j + 1 < per_sector; ++j) {
            const std::size_t at = header_fats + i * (per_sector - 1) + j;
            out += le32(at < fats.size() ? fats[at] : free_sector);
        }
        out += le32(i + 1 < count ? static_cast<std::uint32_t>(first + i + 1) : end_of_chain);
    }
    return out;
}

} // namespace

std::string CfbWriter::finish() const {
    const std::size_t size = version_ == 3 ? 512 : 4096;
    const std::size_t per_sector = size / 4;
    Sectored large(size, order_);
    Sectored small(mini_size, order_);
    std::string entries;
    for (std::size_t i = 0; i < streams_.size(); ++i) {
        const auto& [name, bytes] = streams_[i];
        const auto first = bytes.size() < smallest ? small.add(bytes) : large.add(bytes);
        std::string stored = entry(name, '\2', first, bytes.size());
        if (i + 1 < streams_.size()) {
            put(stored, 72, le32(static_cast<std::uint32_t>(i + 2))); // each the right of the last
        }
        entries += stored;
    }
    std::string root = entry("Root Entry", '\5', large.add(small.body), small.body.size());
    put(root, 76, le32(streams_.empty() ? free_sector : 1));
    entries.insert(0, root);
    pad(entries, size);
    const auto directory = large.add(entries);
    std::string mini_table = numbers(small.fat);
    pad(mini_table, size, '\xFF');
    const auto mini_fat = large.add(mini_table);

    const std::size_t used = large.fat.size();
    std::size_t fat_count = 0;
    std::size_t difat_count = 0;
    while (fat_count * per_sector < used + fat_count + difat_count) {
        ++fat_count;
        difat_count =
            fat_count <= header_fats ? 0 : in_units(fat_count - header_fats, per_sector - 1);
    }
    std::vector<std::uint32_t> fats;
    for (std::size_t i = 0; i < fat_count; ++i) {
        fats.push_back(static_cast<std::uint32_t>(used + i));
        large.fat.push_back(fat_sector);
    }
    large.fat.insert(large.fat.end(), difat_count, difat_sector);
    std::string table = numbers(large.fat);
    pad(table, size, '\xFF');

    std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0');
    header += le16(0x3E) + le16(version_) + le16(0xFFFE) + le16(version_ == 3 ? 9 : 12) + le16(6);
    header.resize(44);
    header += le32(static_cast<std::uint32_t>(fat_count)) + le32(directory) + le32(0) +
              le32(smallest) + le32(mini_fat) +
              le32(static_cast<std::uint32_t>(mini_table.size() / size));
    const auto difat = static_cast<std::uint32_t>(used + fat_count);
    header += le32(difat_count == 0 ? end_of_chain : difat);
    header += le32(static_cast<std::uint32_t>(difat_count));
    for (std::size_t i = 0; i < header_fats; ++i) {
        header += le32(i < fats.size() ? fats[i] : free_sector);
    }
    pad(header, size);
    return header + large.body + table + more_difat(fats, difat_count, per_sector, difat);
}

} // namespace tidemark::test
