// wire: the child's answer as bytes, in parts.
//
//   "TMAN" | version u32 | part, part, ... end
//   part: what u32 | payload bytes u32 | payload | CRC-32 of all heads and payloads so far, u32
//
// Parts are made and read one at a time, so that neither side holds the answer twice and the parent
// takes the first while the child makes the next. It is handed on whole or not at all: not before
// its end has come. An error part may come at any time and takes the place of all before it; the
// first part of a file may come again, when what was sent turned out not to be the file.
// Texts that repeat are sent once and named by number; cells are records of one size, observations
// records that leave out what they share with the one before (wire_records.hpp,
// wire_observations.hpp, wire_cells.cpp).
//
// The parent believes nothing: magic, version and each part's checksum first, then every count
// against the bytes that are left, every number of a text, series or sheet against its table, every
// choice against its enumeration, a value exactly where the status has one. No recursion, no
// reservation by a stated count; a text copied many times counts as if it had been sent many times,
// an observation as if all of it had been sent.
// decode(encode(a)) == a. Fails: malformed (parse.child), saying which part was wrong. Thread: one.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/outline.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/model/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tidemark::parse {

// ParsedFile::file is not sent: the parent knows which file it gave.
using Answer = std::variant<ParsedFile, Workbook, Error, Page, Outline, Traced>;

// Where the bytes go. False: nobody reads any more.
using Sink = std::function<bool(std::string_view)>;

// An error part made beforehand: sending it takes no memory.
struct PreparedError {
    std::vector<char> framed;
};

[[nodiscard]] PreparedError prepare(const Error& error);

class AnswerWriter {
  public:
    // Parts wait for each other up to some size: who hears them is woken less often. Takes no
    // memory for that later.
    explicit AnswerWriter(Sink sink);
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;

    void put(const Answer& answer);
    void put(PreparedError& error);
    [[nodiscard]] bool end(); // false: nobody heard it

    // `framed`: room for the part's head, its payload, room for its checksum (wire_parts.hpp).
    void send(std::uint32_t what, std::span<char> framed);

  private:
    void hand_on(std::span<const char> bytes);
    void flush();

    Sink sink_;
    std::vector<char> waiting_; // never longer than the room it has
    std::uint32_t sum_ = 0;
    bool heard_ = true;
};

class AnswerReader {
  public:
    enum class State {
        open, // more is to come
        whole,
        garbled,  // not what encode writes: error() says what
        too_long, // more than `most`, or said to be
    };

    explicit AnswerReader(std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
    AnswerReader(const AnswerReader&) = delete;
    AnswerReader& operator=(const AnswerReader&) = delete;
    ~AnswerReader();

    // Room for the bytes that come next; never empty. Ends with the next call of any kind.
    [[nodiscard]] std::span<char> room();
    // The first `size` bytes of the room are there now.
    State filled(std::size_t size);

    [[nodiscard]] State state() const { return state_; }

    [[nodiscard]] std::uint64_t received() const { return received_; }

    // The answer once it is whole, else what is wrong with it. Once.
    [[nodiscard]] Result<Answer> take();

  private:
    [[nodiscard]] bool take_head();
    [[nodiscard]] bool take_part();
    State refuse(std::string found);

    class Body; // what the parts have made so far
    std::unique_ptr<Body> body_;
    std::vector<char> bytes_;
    std::size_t begin_ = 0; // of what is not read yet
    std::size_t end_ = 0;
    std::uint64_t most_;
    std::uint64_t received_ = 0;
    std::uint32_t sum_ = 0;
    bool head_seen_ = false;
    State state_ = State::open;
    std::string found_ = "a part of an answer";
};

// All of it at once.
[[nodiscard]] std::string encode(const Answer& answer);
[[nodiscard]] Result<Answer> decode(std::string_view bytes);

} // namespace tidemark::parse
