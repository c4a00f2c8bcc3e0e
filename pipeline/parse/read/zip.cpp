#include "pipeline/parse/read/zip.hpp"

#include "pipeline/parse/read/inflate.hpp"
#include "pipeline/parse/read/little_endian.hpp"
#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tidemark::parse {

namespace {

constexpr std::size_t end_size = 22;     // end of central directory, without comment
constexpr std::size_t longest = 65535;   // of its comment
constexpr std::size_t central_size = 46; // a central header, without name
constexpr std::size_t local_size = 30;   // a local header, without name
constexpr std::uint64_t grace = 1U << 20U;

std::string key_of(std::string_view name) {
    std::string key(name);
    std::ranges::transform(key, key.begin(), [](char c) {
        if (c == '\\') {
            return '/';
        }
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
    return key;
}

std::optional<std::size_t> find_end(std::string_view bytes) {
    if (bytes.size() < end_size) {
        return std::nullopt;
    }
    const std::size_t latest = bytes.size() - end_size;
    const std::size_t earliest = latest > longest ? latest - longest : 0;
    const std::size_t at = bytes.rfind("PK\5\6", latest);
    if (at == std::string_view::npos || at < earliest) {
        return std::nullopt;
    }
    return at;
}

struct Directory {
    std::uint64_t offset = 0; // as claimed
    std::uint64_t size = 0;
    std::uint64_t end = 0; // where it really ends: the end record follows
};

// The zip64 end record, when the locator before the end record leads to one.
Directory find_directory(std::string_view bytes, std::size_t end) {
    constexpr std::size_t locator_size = 20;
    constexpr std::size_t end64_size = 56;
    Directory found{.offset = u32(bytes, end + 16), .size = u32(bytes, end + 12), .end = end};
    if (end < locator_size || bytes.substr(end - locator_size, 4) != "PK\6\7") {
        return found;
    }
    const std::size_t at = bytes.rfind("PK\6\6", end - locator_size);
    if (at == std::string_view::npos || at + end64_size > bytes.size()) {
        return found;
    }
    return {.offset = u64(bytes, at + 48), .size = u64(bytes, at + 40), .end = at};
}

// Sizes of 0xFFFFFFFF stand in the zip64 extra field, in this order when they are there.
void widen(Zip::Entry& entry, std::string_view extra, std::uint32_t inflated) {
    constexpr std::uint32_t elsewhere = 0xFFFFFFFF;
    std::size_t at = 0;
    while (at + 4 <= extra.size()) {
        const std::size_t size = u16(extra, at + 2);
        if (at + 4 + size > extra.size()) {
            return;
        }
        if (u16(extra, at) == 1) {
            std::string_view body = extra.substr(at + 4, size);
            const auto take = [&body](std::uint64_t& value) {
                if (body.size() >= 8) {
                    value = u64(body, 0);
                    body.remove_prefix(8);
                }
            };
            std::uint64_t claimed = inflated;
            if (inflated == elsewhere) {
                take(claimed);
            }
            if (entry.size == elsewhere) {
                take(entry.size);
            }
            if (entry.header == elsewhere) {
                take(entry.header);
            }
            return;
        }
        at += 4 + size;
    }
}

// A part as it is read: counted, limited and checked against its CRC.
class Part : public Chunks {
  public:
    Part(const Zip::Entry& entry, std::string_view data, const Budgets& budgets, Spent& spent)
        : entry_(entry)
        , data_(data)
        , budgets_(budgets)
        , spent_(spent) {
        if (entry.method == 0) {
            stored_ = std::make_unique<MemoryChunks>(data);
        } else {
            inflater_ = std::make_unique<Inflater>(data);
        }
    }

    [[nodiscard]] Result<std::size_t> read(char* to, std::size_t room) override {
        auto size = stored_ ? stored_->read(to, room) : inflater_->step(to, room);
        if (!size) {
            return fail(at_part(std::move(size).error(), entry_.name));
        }
        if (*size == 0) {
            return check();
        }
        crc_ = crc32_of(crc_, to, *size);
        counted_ += *size;
        if ((spent_.inflated += *size) > budgets_.inflated) {
            return fail(at_part(
                over_budget("inflated size", "inflated", budgets_.inflated, "bytes"), entry_.name));
        }
        if (counted_ > grace && counted_ > budgets_.ratio * data_.size()) {
            return fail(
                at_part(over_budget("ratio of inflated to stored size", "ratio", budgets_.ratio),
                        entry_.name));
        }
        return size;
    }

    [[nodiscard]] double progress() const override {
        if (stored_) {
            return stored_->progress();
        }
        return static_cast<double>(inflater_->consumed()) /
               static_cast<double>(std::max<std::size_t>(data_.size(), 1));
    }

  private:
    [[nodiscard]] Result<std::size_t> check() const {
        if (crc_ != entry_.crc) {
            return fail(at_part(malformed("zip",
                                          fmt::format("CRC-32 {:08x}", entry_.crc),
                                          fmt::format("{:08x}", crc_)),
                                entry_.name));
        }
        return std::size_t{0};
    }

    Zip::Entry entry_;
    std::string_view data_;
    Budgets budgets_;
    Spent& spent_;
    std::unique_ptr<MemoryChunks> stored_;
    std::unique_ptr<Inflater> inflater_;
    std::uint32_t crc_ = 0;
    std::uint64_t counted_ = 0;
};

} // namespace

Result<Zip> Zip::open(std::string_view bytes, const Budgets& budgets) {
    const auto end = find_end(bytes);
    if (!end) {
        return fail(malformed("zip", "a ZIP archive", "one without a directory: cut short"));
    }
    Directory directory = find_directory(bytes, *end);
    // Junk before the archive shifts all offsets; the directory itself ends where its end is.
    if (directory.size > directory.end) {
        directory.size = directory.end;
    }
    const std::uint64_t start = directory.end - directory.size;
    if (directory.offset > start) {
        return fail(malformed("zip",
                              fmt::format("a directory within {} bytes", bytes.size()),
                              fmt::format("one at {}", directory.offset)));
    }
    Zip zip;
    zip.bytes_ = bytes;
    zip.budgets_ = budgets;
    zip.shift_ = start - directory.offset;
    if (auto walked = zip.walk(start, directory.end); !walked) {
        return propagate(walked);
    }
    return zip;
}

Result<void> Zip::walk(std::uint64_t from, std::uint64_t to) {
    while (from + central_size <= to && bytes_.substr(from, 4) == "PK\1\2") {
        if (entries_.size() == budgets_.entries) {
            return fail(over_budget("entries of the ZIP directory", "entries", budgets_.entries));
        }
        const std::uint64_t name = u16(bytes_, from + 28);
        const std::uint64_t extra = u16(bytes_, from + 30);
        const std::uint64_t comment = u16(bytes_, from + 32);
        if (from + central_size + name + extra + comment > to) {
            return fail(malformed("zip", "a whole directory", "an entry beyond its end"));
        }
        Entry entry{.name = bytes_.substr(from + central_size, name),
                    .flags = u16(bytes_, from + 8),
                    .method = u16(bytes_, from + 10),
                    .crc = u32(bytes_, from + 16),
                    .size = u32(bytes_, from + 20),
                    .header = u32(bytes_, from + 42)};
        widen(entry, bytes_.substr(from + central_size + name, extra), u32(bytes_, from + 24));
        if ((entry.flags & 1U) != 0) {
            Error error = malformed("encrypted", "a readable file", "an encrypted ZIP archive");
            error.next = "ask the publisher for a file without a password";
            return fail(std::move(error));
        }
        const bool folder = !entry.name.empty() && entry.name.back() == '/';
        if (!folder && !by_name_.try_emplace(key_of(entry.name), entries_.size()).second) {
            return fail(malformed(
                "zip", "each name once in the archive", fmt::format("'{}' twice", entry.name)));
        }
        entries_.push_back(entry);
        from += central_size + name + extra + comment;
    }
    if (entries_.empty()) {
        return fail(malformed("zip", "a ZIP archive", "one with an empty directory"));
    }
    return {};
}

const Zip::Entry* Zip::find(std::string_view name) const {
    const auto found = by_name_.find(key_of(name));
    return found == by_name_.end() ? nullptr : &entries_[found->second];
}

Result<std::unique_ptr<Chunks>> Zip::part(std::string_view name, Spent& spent) const {
    const Entry* entry = find(name);
    if (entry == nullptr) {
        return fail(malformed("zip", fmt::format("a part '{}'", name), "none"));
    }
    if (entry->method != 0 && entry->method != 8) {
        return fail(at_part(malformed("zip",
                                      "a stored or deflated part",
                                      fmt::format("compression method {}", entry->method)),
                            name));
    }
    const std::uint64_t at = entry->header + shift_;
    if (at > bytes_.size() || bytes_.size() - at < local_size || bytes_.substr(at, 4) != "PK\3\4") {
        return fail(at_part(malformed("zip", "a part where the directory says", "none"), name));
    }
    const std::uint64_t data = at + local_size + u16(bytes_, at + 26) + u16(bytes_, at + 28);
    if (data > bytes_.size() || entry->size > bytes_.size() - data) {
        return fail(at_part(malformed("zip", "a whole part", "one cut short"), name));
    }
    return std::make_unique<Part>(*entry, bytes_.substr(data, entry->size), budgets_, spent);
}

Result<std::string> Zip::whole(std::string_view name, std::uint64_t most, Spent& spent) const {
    auto chunks = part(name, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    std::string all;
    while (true) {
        const std::size_t before = all.size();
        all.resize(before + chunk_size);
        auto size = (*chunks)->read(all.data() + before, chunk_size);
        if (!size) {
            return propagate(size);
        }
        all.resize(before + *size);
        if (*size == 0) {
            return all;
        }
        if (all.size() > most) {
            return fail(at_part(over_budget("size of a small part", "part", most, "bytes"), name));
        }
    }
}

} // namespace tidemark::parse
