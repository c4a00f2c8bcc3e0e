#include "pipeline/parse/read/cfb.hpp"

#include "pipeline/parse/read/little_endian.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace tidemark::parse {

namespace {

constexpr std::size_t header_size = 512;
constexpr std::size_t header_fats = 109; // places of FAT sectors in the header
constexpr std::size_t entry_size = 128;
constexpr std::uint64_t small_size = 64;            // of a sector of the mini stream
constexpr std::uint64_t most_small = 4096;          // bytes of a stream there, of the standard
constexpr std::uint32_t last_sector = 0xFFFFFFFAU;  // MAXREGSECT; above are marks
constexpr std::uint32_t end_of_chain = 0xFFFFFFFEU; // ENDOFCHAIN
constexpr std::uint32_t no_entry = 0xFFFFFFFFU;     // NOSTREAM
constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

enum class Kind : std::uint8_t { storage = 1, stream = 2, root = 5 };

Error broken(std::string expected, std::string found) {
    return malformed("compound", std::move(expected), std::move(found));
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string name_of(std::string_view entry) {
    const std::size_t size = std::min<std::size_t>(u16(entry, 64), 64);
    std::string name;
    for (std::size_t at = 0; at + 2 < size; at += 2) { // the last is its NUL
        const auto unit = u16(entry, at);
        name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    return name;
}

std::uint64_t total(const Pieces& pieces) {
    std::uint64_t size = 0;
    for (const auto piece : pieces) {
        size += piece.size();
    }
    return size;
}

// The bytes at `offset`, when they lie within one piece; else empty.
std::string_view slice(const Pieces& pieces, std::uint64_t offset, std::uint64_t size) {
    for (const auto piece : pieces) {
        if (offset < piece.size()) {
            return offset + size <= piece.size() ? piece.substr(offset, size) : std::string_view();
        }
        offset -= piece.size();
    }
    return {};
}

void append(Pieces& pieces, std::string_view bytes) {
    if (!pieces.empty() && pieces.back().data() + pieces.back().size() == bytes.data()) {
        pieces.back() = {pieces.back().data(), pieces.back().size() + bytes.size()};
    } else {
        pieces.push_back(bytes);
    }
}

// Pieces of exactly `size` bytes, or what is missing.
Result<Pieces> cut(Pieces pieces, std::uint64_t size, std::string_view what) {
    const std::uint64_t held = total(pieces);
    if (held < size) {
        return fail(broken(fmt::format("{} of {} bytes", what, size),
                           fmt::format("{} bytes, then the end", held)));
    }
    if (held > size) {
        pieces.back().remove_suffix(held - size); // less than a sector
    }
    return pieces;
}

} // namespace

Result<Cfb> Cfb::open(std::string_view bytes, const Budgets& budgets) {
    Cfb file;
    file.bytes_ = bytes;
    auto read =
        file.read_header().and_then([&file] { return file.read_fat_places(); }).and_then([&] {
            return file.read_directory(budgets.entries);
        });
    if (!read) {
        return propagate(read);
    }
    return file;
}

Result<void> Cfb::read_header() {
    if (bytes_.size() < header_size) {
        return fail(broken(fmt::format("a header of {} bytes", header_size),
                           fmt::format("{} bytes", bytes_.size())));
    }
    version_ = u16(bytes_, 26);
    shift_ = u16(bytes_, 30);
    const auto order = u16(bytes_, 28);
    const bool known = (version_ == 3 && shift_ == 9) || (version_ == 4 && shift_ == 12);
    if (!known || order != 0xFFFE || u16(bytes_, 32) != 6) {
        return fail(broken(
            "version 3 or 4 with sectors of 512 or 4096 bytes, lowest byte first",
            fmt::format(
                "version {}, sector shift {}, byte order mark {:04X}", version_, shift_, order)));
    }
    sectors_ = (bytes_.size() - 1) >> shift_; // the header takes the place of one
    smallest_ = u32(bytes_, 56);
    if (smallest_ > most_small) {
        return fail(broken(fmt::format("streams from {} bytes in sectors", most_small),
                           fmt::format("from {}", smallest_)));
    }
    return {};
}

// The DIFAT: in the header, then in sectors of its own, each ending in the number of the next.
Result<void> Cfb::read_fat_places() {
    const std::uint64_t per_sector = (1ULL << shift_) / 4;
    const std::uint64_t needed = (sectors_ + per_sector - 1) / per_sector;
    const auto add = [&](std::uint32_t place) {
        if (place < last_sector && fats_.size() < needed) {
            fats_.push_back(place);
        }
    };
    for (std::size_t i = 0; i < header_fats; ++i) {
        add(u32(bytes_, 76 + i * 4));
    }
    auto place = u32(bytes_, 68);
    while (fats_.size() < needed && place < last_sector) {
        const auto held = sector(place);
        if (!held) {
            return fail(held.error());
        }
        if (held->size() < 1ULL << shift_) {
            return fail(broken("a whole sector of the allocation table's places", "a cut one"));
        }
        const std::size_t before = fats_.size();
        for (std::size_t i = 0; i + 1 < per_sector; ++i) {
            add(u32(*held, i * 4));
        }
        if (fats_.size() == before) { // else a loop of empty sectors would never end
            break;
        }
        place = u32(*held, (per_sector - 1) * 4);
    }
    return {};
}

Result<std::string_view> Cfb::sector(std::uint32_t number) const {
    const std::uint64_t size = 1ULL << shift_;
    const std::uint64_t at = (number + 1ULL) << shift_;
    if (number >= sectors_ || at >= bytes_.size()) {
        return fail(broken(fmt::format("a sector below {}", sectors_),
                           fmt::format("sector {}: the file is cut off or damaged", number)));
    }
    return bytes_.substr(at, size);
}

Result<std::uint32_t> Cfb::after(std::uint32_t number) const {
    const std::uint64_t per_sector = (1ULL << shift_) / 4;
    const std::uint64_t table = number / per_sector;
    if (table >= fats_.size()) {
        return fail(broken("an allocation table for all sectors",
                           fmt::format("none for sector {}", number)));
    }
    const auto held = sector(fats_[table]);
    if (!held) {
        return fail(held.error());
    }
    const std::uint64_t at = number % per_sector * 4;
    if (at + 4 > held->size()) {
        return fail(broken("a whole sector of the allocation table", "a cut one"));
    }
    return u32(*held, at);
}

// The sectors from `first` on: to the end of the chain, or as many as `most` bytes need.
Result<Pieces> Cfb::chain(std::uint32_t first, std::uint64_t most) const {
    std::vector<bool> seen(sectors_);
    Pieces pieces;
    std::uint64_t held = 0;
    std::uint32_t at = first;
    while (held < most && at != end_of_chain) {
        const auto bytes = sector(at);
        if (!bytes) {
            return fail(bytes.error());
        }
        if (seen[at]) {
            return fail(broken("a chain of sectors with an end",
                               fmt::format("a loop that comes back to sector {}", at)));
        }
        seen[at] = true;
        append(pieces, *bytes);
        held += bytes->size();
        if (bytes->size() < 1ULL << shift_) {
            break; // the last of the file, cut: whether that is enough is the caller's to say
        }
        if (held < most) {
            const auto next = after(at);
            if (!next) {
                return fail(next.error());
            }
            at = *next;
        }
    }
    return pieces;
}

Cfb::Entry Cfb::entry_of(std::string_view stored) const {
    // Version 3 may leave rubbish in the upper half of the size (2.6.1).
    return {name_of(stored), u32(stored, 116), version_ == 3 ? u32(stored, 120) : u64(stored, 120)};
}

Result<void> Cfb::read_directory(std::uint64_t most) {
    const auto pieces = chain(u32(bytes_, 48), all);
    if (!pieces) {
        return fail(pieces.error());
    }
    std::vector<std::string_view> entries;
    for (auto piece : *pieces) {
        for (; piece.size() >= entry_size; piece.remove_prefix(entry_size)) {
            if (entries.size() >= most) {
                return fail(over_budget("entries of the directory", "entries", most));
            }
            entries.push_back(piece.substr(0, entry_size));
        }
    }
    if (entries.empty() || static_cast<Kind>(u8(entries[0], 66)) != Kind::root) {
        return fail(broken("a directory that begins with its root", "another"));
    }
    root_ = entry_of(entries[0]);
    return list_streams(entries);
}

// The root's children are a tree; they are walked as a graph that may be anything.
Result<void> Cfb::list_streams(const std::vector<std::string_view>& entries) {
    std::vector<bool> seen(entries.size());
    std::vector<std::uint32_t> todo{u32(entries[0], 76)};
    while (!todo.empty()) {
        const auto number = todo.back();
        todo.pop_back();
        if (number == no_entry) {
            continue;
        }
        if (number >= entries.size() || seen[number]) {
            return fail(broken(fmt::format("a directory of {} entries, each once", entries.size()),
                               fmt::format("entry {}", number)));
        }
        seen[number] = true;
        const auto entry = entries[number];
        if (static_cast<Kind>(u8(entry, 66)) == Kind::stream) {
            streams_.push_back(entry_of(entry));
        }
        todo.push_back(u32(entry, 68));
        todo.push_back(u32(entry, 72));
    }
    return {};
}

const Cfb::Entry* Cfb::find(std::string_view name) const {
    const auto found = std::ranges::find_if(
        streams_, [name](const Entry& entry) { return same_name(entry.name, name); });
    return found == streams_.end() ? nullptr : &*found;
}

Result<Pieces> Cfb::stream(std::string_view name) const {
    const Entry* entry = find(name);
    if (entry == nullptr) {
        return fail(broken(fmt::format("a stream '{}'", name), "none"));
    }
    const auto what = fmt::format("a stream '{}'", name);
    auto pieces = entry->size < smallest_ ? small_stream(*entry) : chain(entry->first, entry->size);
    if (!pieces) {
        return pieces;
    }
    return cut(std::move(*pieces), entry->size, what);
}

// Small sectors lie in the root's stream, their chains in a table of their own.
Result<Pieces> Cfb::small_stream(const Entry& entry) const {
    const auto table = chain(u32(bytes_, 60), all);
    auto store = chain(root_.first, root_.size);
    if (!table || !store) {
        return fail(table ? store.error() : table.error());
    }
    Pieces pieces;
    std::vector<std::uint32_t> seen; // few: 64 at most
    std::uint32_t at = entry.first;
    for (std::uint64_t held = 0; held < entry.size && at < last_sector; held += small_size) {
        const auto bytes = slice(*store, at * small_size, small_size);
        const auto next = slice(*table, at * 4ULL, 4);
        if (bytes.empty() || next.empty() || std::ranges::find(seen, at) != seen.end()) {
            return fail(broken("a chain of sectors of the mini stream",
                               fmt::format("sector {}: none, or a loop", at)));
        }
        seen.push_back(at);
        append(pieces, bytes);
        at = u32(next, 0);
    }
    return pieces;
}

} // namespace tidemark::parse
