// wire_observations: observations as records of the wire, each saying what it does not share with
// the one before it in its part.
//
//   said u8 | series u32 | [start i32 | end i32 | label u32] | [sheet u32 | row u32 | column u32] |
//   [status u8 | below f64] | [value f64] | size u8 | raw, or u32 where size is `numbered`
//
// A row of a long list is some 17 bytes: its period stands in the row above too, its cell is the
// one below. The first of a part says everything, so that each part stands for itself.
//
// The reading half believes nothing: a record that cannot be is false, and the answer with it.
// Thread: one.
#pragma once

#include "pipeline/model/observation.hpp"
#include "pipeline/parse/worker/wire_parts.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

constexpr std::size_t most_of_record = 64; // bytes; what each counts for, however few it is sent in

// What a record may leave out when the one before has it too.
struct ObservationBefore {
    Period period;
    std::uint32_t sheet = 0;
    Address cell;
    Status status = Status::normal;
    double below = 0;
};

class ObservationsPart {
  public:
    static constexpr std::size_t most_payload = part_bytes + most_of_record;

    [[nodiscard]] bool full() const { return used_ >= part_head + part_bytes; }

    // Texts that it names for the first time must be sent before it.
    void add(const Observation& seen, TextTable& texts);
    void send(AnswerWriter& out, Part what);

  private:
    template <typename T>
    void put(T value) {
        std::memcpy(bytes_.data() + used_, &value, sizeof value);
        used_ += sizeof value;
    }

    [[nodiscard]] std::uint8_t own_of(const Observation& seen) const;
    void put_raw(std::string_view raw, TextTable& texts);

    std::vector<char> bytes_ = std::vector<char>(part_head + most_payload + part_tail);
    std::size_t used_ = part_head;
    ObservationBefore before_;
    std::string label_; // of the period of the one before
};

// What a part's records may name, and how many bytes of texts may still be copied.
struct ObservationTables {
    const TextsRead<CellText>& texts;
    std::size_t series;
    std::size_t sheets;
    std::uint64_t& left;
};

// Adds to `list`. False: it cannot be.
[[nodiscard]] bool read_observations(std::string_view payload,
                                     const ObservationTables& tables,
                                     std::vector<Observation>& list);

// Copies within `left` bytes in all, so that few bytes sent cannot become many.
[[nodiscard]] bool read_copy(const CellText* text, std::uint64_t& left, std::string& into);

} // namespace tidemark::parse
