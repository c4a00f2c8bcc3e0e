#include "pipeline/parse/worker/wire.hpp"

#include "pipeline/parse/read/inflate.hpp"
#include "pipeline/parse/worker/wire_records.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace tidemark::parse {
namespace {

constexpr std::uint32_t magic = 0x4E414D54; // "TMAN"
constexpr std::uint32_t version = 6;
constexpr std::size_t answer_head = 8;
constexpr std::size_t room_at_first = 512U << 10U;
constexpr std::size_t room_for_parts = 128U << 10U;

Error lie(std::string found) {
    return {.fault = Fault::malformed,
            .code = "parse.child",
            .expected = "a whole answer from the parse child",
            .found = std::move(found),
            .next = "report this with the file; it is kept in the archive"};
}

std::uint32_t number_at(const char* bytes) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

Writer part_of(const Error& error) {
    Writer part = new_part();
    put(part, error);
    return part;
}

} // namespace

// --- writing -----------------------------------------------------------------------------------

PreparedError prepare(const Error& error) {
    return {framed(part_of(error))};
}

AnswerWriter::AnswerWriter(Sink sink)
    : sink_(std::move(sink)) {
    std::array<char, answer_head> head{};
    std::memcpy(head.data(), &magic, sizeof magic);
    std::memcpy(head.data() + sizeof magic, &version, sizeof version);
    sum_ = crc32_of(sum_, head.data(), head.size());
    waiting_.reserve(room_for_parts);
    hand_on(head);
}

void AnswerWriter::hand_on(std::span<const char> bytes) {
    if (waiting_.size() + bytes.size() > room_for_parts) {
        flush();
    }
    if (bytes.size() <= room_for_parts) {
        waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    } else {
        heard_ = heard_ && sink_({bytes.data(), bytes.size()});
    }
}

void AnswerWriter::flush() {
    heard_ = heard_ && (waiting_.empty() || sink_({waiting_.data(), waiting_.size()}));
    waiting_.clear();
}

void AnswerWriter::send(std::uint32_t what, std::span<char> framed) {
    const std::size_t summed = framed.size() - part_tail;
    const auto size = static_cast<std::uint32_t>(summed - part_head);
    std::memcpy(framed.data(), &what, sizeof what);
    std::memcpy(framed.data() + sizeof what, &size, sizeof size);
    sum_ = crc32_of(sum_, framed.data(), summed);
    std::memcpy(framed.data() + summed, &sum_, sizeof sum_);
    hand_on(framed);
}

void AnswerWriter::put(const Answer& answer) {
    if (const auto* file = std::get_if<ParsedFile>(&answer)) {
        FileWriter(*this).end(*file);
    } else if (const auto* traced = std::get_if<Traced>(&answer)) {
        FileWriter(*this).end(traced->file);
        put_trace(*this, traced->sheets);
    } else if (const auto* book = std::get_if<Workbook>(&answer)) {
        put_book(*this, *book);
    } else if (const auto* outline = std::get_if<Outline>(&answer)) {
        put_outline(*this, *outline);
    } else if (const auto* page = std::get_if<Page>(&answer)) {
        Writer part = new_part();
        parse::put(part, *page);
        parse::send(*this, Part::page, std::move(part));
    } else if (const auto* error = std::get_if<Error>(&answer)) {
        parse::send(*this, Part::error, part_of(*error));
    }
}

void AnswerWriter::put(PreparedError& error) {
    send(static_cast<std::uint32_t>(Part::error), error.framed);
}

bool AnswerWriter::end() {
    std::array<char, part_head + part_tail> nothing{};
    send(static_cast<std::uint32_t>(Part::end), nothing);
    flush();
    return heard_;
}

std::string encode(const Answer& answer) {
    std::string all;
    AnswerWriter out([&](std::string_view bytes) {
        all += bytes;
        return true;
    });
    out.put(answer);
    return out.end() ? all : std::string();
}

// --- reading -----------------------------------------------------------------------------------

class AnswerReader::Body {
  public:
    explicit Body(std::uint64_t most)
        : left_(most) {}

    // Of a file: what is held, dropped or left out. Requires: a file.
    [[nodiscard]] bool add_notes(Part what, std::string_view payload) {
        return what == Part::held      ? file_->add_held(payload)
               : what == Part::dropped ? file_->add_dropped(payload)
                                       : file_->add_skipped(payload);
    }

    // False: it cannot come here, or contradicts itself or what came before.
    [[nodiscard]] bool add(Part what, std::string_view payload) {
        if (!may_come(what)) {
            return false;
        }
        switch (what) {
        case Part::error:
            return put_in_place_of_all(payload);
        case Part::page:
            return begins() && read_all(payload, get_page);
        case Part::outline:
            return begins() && read_all(payload, get_outline);
        case Part::file:
            return (file_ || begins()) && file_.emplace(left_).begin(payload);
        case Part::book:
            return begins() && payload.empty() && !book_.emplace().whole();
        case Part::texts:
            return add_texts(payload);
        case Part::series:
            return file_ && file_->add_series(payload);
        case Part::observations:
            return file_ && add_observations(payload, file_->file.observations);
        case Part::totals:
            return file_ && add_observations(payload, file_->file.totals);
        case Part::held:
        case Part::dropped:
        case Part::skipped:
            return file_ && add_notes(what, payload);
        case Part::trace:
            return file_ && add_trace(payload);
        case Part::sheet:
            return book_ && book_->add_sheet(payload);
        case Part::styles:
            return book_ && book_->add_styles(payload);
        case Part::cells:
            return book_ && book_->add_cells(payload);
        case Part::sheet_end:
            return book_ && book_->end_sheet(payload);
        case Part::read_as:
            return book_ && book_->end(payload);
        case Part::end:
            return begun_ && payload.empty() && (!book_ || book_->whole());
        }
        return false;
    }

    // Bytes that observations did not take, but count for.
    [[nodiscard]] std::uint64_t spared() const { return spared_; }

    [[nodiscard]] Answer take() && {
        if (file_ && sheets_) {
            return Traced{.file = std::move(file_->file), .sheets = std::move(*sheets_)};
        }
        if (file_) {
            return std::move(file_->file);
        }
        if (book_) {
            return std::move(book_->book);
        }
        return std::move(*whole_);
    }

  private:
    // A trace is the last part of its file.
    [[nodiscard]] bool may_come(Part what) const {
        return !sheets_ || what == Part::end || what == Part::error;
    }

    // The first part says what the answer is; a second such part is a contradiction.
    [[nodiscard]] bool begins() { return !std::exchange(begun_, true); }

    [[nodiscard]] bool add_texts(std::string_view payload) {
        return file_ ? file_->add_texts(payload) : book_ && book_->add_texts(payload);
    }

    [[nodiscard]] bool add_observations(std::string_view payload, std::vector<Observation>& list) {
        const std::size_t before = list.size();
        const bool added = file_->add_observations(payload, list);
        spared_ += (list.size() - before) * most_of_record - payload.size();
        return added;
    }

    [[nodiscard]] bool add_trace(std::string_view payload) {
        Reader in(payload);
        sheets_ = get_trace(in);
        return in.good() && in.at_end();
    }

    template <typename Get>
    [[nodiscard]] bool read_all(std::string_view payload, Get&& get) {
        Reader in(payload);
        whole_.emplace(get(in));
        return in.good() && in.at_end();
    }

    [[nodiscard]] bool put_in_place_of_all(std::string_view payload) {
        if (whole_ && std::holds_alternative<Error>(*whole_)) {
            return false;
        }
        begun_ = true;
        file_.reset();
        sheets_.reset();
        book_.reset();
        return read_all(payload, get_error);
    }

    std::uint64_t left_; // bytes that may still be copied, however often the file begins
    std::uint64_t spared_ = 0;
    bool begun_ = false;
    std::optional<FileRead> file_;
    std::optional<std::vector<SheetTrace>> sheets_; // of a Traced
    std::optional<BookRead> book_;
    std::optional<Answer> whole_; // what comes in one part
};

AnswerReader::AnswerReader(std::uint64_t most)
    : body_(std::make_unique<Body>(most))
    , bytes_(room_at_first)
    , most_(most) {}

AnswerReader::~AnswerReader() = default;

std::span<char> AnswerReader::room() {
    if (begin_ > 0) { // less than a part is left
        std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
        end_ -= std::exchange(begin_, 0);
    }
    if (end_ == bytes_.size()) {
        bytes_.resize(bytes_.size() * 2); // a part longer than that has come so far
    }
    return std::span(bytes_).subspan(end_);
}

AnswerReader::State AnswerReader::filled(std::size_t size) {
    end_ += size;
    received_ += size;
    if (state_ == State::whole && size > 0) {
        return refuse("bytes after an answer's end");
    }
    while (state_ == State::open && (head_seen_ ? take_part() : take_head())) {
    }
    if (state_ == State::open && received_ > most_) {
        state_ = State::too_long;
    }
    return state_;
}

bool AnswerReader::take_head() {
    if (end_ - begin_ < answer_head) {
        return false;
    }
    const char* head = bytes_.data() + begin_;
    if (number_at(head) != magic || number_at(head + sizeof magic) != version) {
        refuse("bytes that are none");
        return false;
    }
    sum_ = crc32_of(sum_, head, answer_head);
    begin_ += answer_head;
    head_seen_ = true;
    return true;
}

// One part that is there whole.
bool AnswerReader::take_part() {
    const std::size_t there = end_ - begin_;
    if (there < part_head) {
        return false;
    }
    const char* part = bytes_.data() + begin_;
    const std::uint32_t what = number_at(part);
    const std::size_t size = number_at(part + sizeof what);
    if (what > static_cast<std::uint32_t>(Part::trace)) {
        refuse("a part of an unknown kind");
        return false;
    }
    if (size > most_) {
        state_ = State::too_long;
        return false;
    }
    const std::size_t summed = part_head + size;
    if (there < summed + part_tail) {
        return false;
    }
    sum_ = crc32_of(sum_, part, summed);
    if (number_at(part + summed) != sum_) {
        refuse("an answer with a wrong checksum");
        return false;
    }
    if (!body_->add(static_cast<Part>(what), {part + part_head, size})) {
        refuse("an answer that contradicts itself");
        return false;
    }
    if (received_ + body_->spared() > most_) {
        state_ = State::too_long;
        return false;
    }
    begin_ += summed + part_tail;
    if (static_cast<Part>(what) == Part::end) {
        state_ = State::whole;
        if (begin_ != end_) {
            refuse("bytes after an answer's end");
        }
    }
    return true;
}

AnswerReader::State AnswerReader::refuse(std::string found) {
    found_ = std::move(found);
    return state_ = State::garbled;
}

Result<Answer> AnswerReader::take() {
    if (state_ != State::whole) {
        return fail(lie(found_));
    }
    return std::move(*body_).take();
}

Result<Answer> decode(std::string_view bytes) {
    AnswerReader in;
    while (!bytes.empty() && in.state() == AnswerReader::State::open) {
        const std::span<char> room = in.room();
        const std::size_t size = std::min(room.size(), bytes.size());
        std::memcpy(room.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        static_cast<void>(in.filled(size));
    }
    if (!bytes.empty() && in.state() == AnswerReader::State::whole) {
        return fail(lie("bytes after an answer's end"));
    }
    return in.take();
}

} // namespace tidemark::parse
