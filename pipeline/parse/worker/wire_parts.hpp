// wire_parts: what the files of the wire share: kinds of parts, their frames, tables of texts.
// Thread: one.
#pragma once

#include "pipeline/model/cell_text.hpp"
#include "pipeline/parse/worker/bytes.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

enum class Part : std::uint32_t {
    end,
    error,
    page,
    file,         // a ParsedFile's layout and sheets, its other parts follow; again: in its place
    series,       // of texts
    observations, // of texts, series, sheets
    totals,
    held,
    book,      // a Workbook's sheets follow
    sheet,     // its name and visibility; its cells follow
    styles,    // further ones of the table
    cells,     // of texts and styles; of the last sheet
    sheet_end, // whether they came in order; its merges
    read_as,   // the Workbook's format and how it was read: its last part
    texts,     // further ones of the table
    outline,
    dropped, // of a ParsedFile
    skipped, // of a ParsedFile
    trace,   // what its cells were taken for: its last part, which makes it a Traced
};

constexpr std::size_t part_head = 8;
constexpr std::size_t part_tail = 4;
constexpr std::size_t part_bytes = 64U << 10U; // of payload, where it can be chosen

// A part of any size, put together value by value.
inline Writer new_part() {
    Writer out;
    out.put(std::uint64_t{0}); // its head, once its length is known
    return out;
}

[[nodiscard]] inline std::vector<char> framed(Writer&& part) {
    const std::string bytes = std::move(part).take();
    std::vector<char> all(bytes.begin(), bytes.end());
    all.resize(all.size() + part_tail);
    return all;
}

inline void send(AnswerWriter& out, Part what, Writer&& part) {
    std::vector<char> all = framed(std::move(part));
    out.send(static_cast<std::uint32_t>(what), all);
}

// A part of records of one size.
template <typename Record>
class Records {
  public:
    void add(const Record& record) {
        std::memcpy(bytes_.data() + part_head + used_, &record, sizeof record);
        used_ += sizeof record;
    }

    [[nodiscard]] bool full() const { return used_ + sizeof(Record) > part_bytes; }

    void send(AnswerWriter& out, Part what) {
        if (used_ > 0) {
            out.send(static_cast<std::uint32_t>(what),
                     std::span(bytes_).first(part_head + used_ + part_tail));
            used_ = 0;
        }
    }

  private:
    static_assert(std::is_trivially_copyable_v<Record>);
    std::vector<char> bytes_ = std::vector<char>(part_head + part_bytes + part_tail);
    std::size_t used_ = 0; // of the payload
};

// Calls `take` with each record; false when it does, or when the payload is not made of them.
template <typename Record, typename Take>
[[nodiscard]] bool for_each_record(std::string_view payload, Take&& take) {
    if (payload.size() % sizeof(Record) != 0) {
        return false;
    }
    for (; !payload.empty(); payload.remove_prefix(sizeof(Record))) {
        Record record{};
        std::memcpy(&record, payload.data(), sizeof record);
        if (!take(record)) {
            return false;
        }
    }
    return true;
}

// A text in a record: up to 15 bytes of it lie there, and in the last byte how many are free; of a
// longer one its number in the table.
using Place = std::array<char, 16>;

// Each distinct text once, in the order in which they were first named. Keeps a copy of each.
class TextTable {
  public:
    explicit TextTable(Part what)
        : what_(what) {}

    [[nodiscard]] std::uint32_t number(std::string_view text);
    [[nodiscard]] Place placed(std::string_view text);
    // Sends those that were not sent yet: before what names them.
    void send(AnswerWriter& out);

  private:
    struct Recent {
        std::string_view text;
        std::uint32_t number = 0;
        bool known = false;
    };

    Part what_;
    std::deque<std::string> texts_; // by number; they stay where they are
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<Recent> recent_ = std::vector<Recent>(1024); // by address: copies share their bytes
    std::size_t sent_ = 0;
};

// The reader's side.
template <typename Text>
class TextsRead {
  public:
    [[nodiscard]] bool add(std::string_view payload) {
        Reader in(payload);
        while (in.good() && !in.at_end()) {
            texts_.emplace_back(in.get_view());
        }
        return in.good();
    }

    [[nodiscard]] const Text* find(std::uint32_t number) const {
        return number < texts_.size() ? &texts_[number] : nullptr;
    }

  private:
    std::vector<Text> texts_;
};

// The short text that lies there itself; nothing when it is a long one's number.
[[nodiscard]] std::optional<std::string_view> short_text(const Place& place);

// The long text whose number lies there; null when there is none.
[[nodiscard]] const CellText* long_text(const Place& place, const TextsRead<CellText>& texts);

inline void put(Writer& out, Address at) {
    out.put(at.row);
    out.put(at.column);
}

inline void put(Writer& out, const Area& area) {
    put(out, area.first);
    put(out, area.last);
}

[[nodiscard]] Address get_address(Reader& in);
[[nodiscard]] Area get_area(Reader& in);

void put(Writer& out, const Error& error);
[[nodiscard]] Error get_error(Reader& in);
void put(Writer& out, const Page& page);
[[nodiscard]] Page get_page(Reader& in);

constexpr std::size_t least_text = 4;
constexpr std::size_t size_of_area = 16;
constexpr std::size_t least_error = 33;

} // namespace tidemark::parse
