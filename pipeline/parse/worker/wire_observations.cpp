#include "pipeline/parse/worker/wire_observations.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <memory>

namespace tidemark::parse {
namespace {

// What a record says itself.
namespace said {

constexpr std::uint8_t period = 1;
constexpr std::uint8_t cell = 2;   // else the one below
constexpr std::uint8_t beside = 4; // the one to the right
constexpr std::uint8_t status = 8;
constexpr std::uint8_t value = 16;
constexpr std::uint8_t all = 31;
constexpr std::uint8_t at_first = period | cell | status;

} // namespace said

constexpr std::size_t least = 6;        // bytes of a record
constexpr std::uint8_t short_most = 15; // bytes of a raw text that lie in the record
constexpr std::uint8_t numbered = 255;  // of a longer one its number does

std::int32_t days_of(Day day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

// Not good() any more where it is not within std::chrono's years.
Day read_day(Reader& in) {
    constexpr std::int32_t most = 11'000'000;
    const auto days = in.get<std::int32_t>();
    in.require(days > -most && days < most);
    return Day(std::chrono::days(days));
}

Address below(Address at) {
    return {at.row + 1, at.column};
}

Address right_of(Address at) {
    return {at.row, at.column + 1};
}

} // namespace

// What it does not share with the one before.
std::uint8_t ObservationsPart::own_of(const Observation& seen) const {
    const std::uint8_t value = seen.value ? said::value : 0;
    if (used_ == part_head) {
        return value | said::at_first;
    }
    const bool same_period = seen.period == before_.period && seen.label == label_;
    const bool same_status = seen.status == before_.status && seen.below == before_.below;
    std::uint8_t cell = said::cell;
    if (seen.sheet == before_.sheet && seen.cell == below(before_.cell)) {
        cell = 0;
    } else if (seen.sheet == before_.sheet && seen.cell == right_of(before_.cell)) {
        cell = said::beside;
    }
    return value | cell | (same_period ? 0 : said::period) | (same_status ? 0 : said::status);
}

void ObservationsPart::add(const Observation& seen, TextTable& texts) {
    const std::uint8_t own = own_of(seen);
    put(own);
    put(seen.series);
    if ((own & said::period) != 0) {
        put(days_of(seen.period.start));
        put(days_of(seen.period.end));
        put(texts.number(seen.label));
        before_.period = seen.period;
        label_ = seen.label;
    }
    if ((own & said::cell) != 0) {
        put(seen.sheet);
        put(seen.cell.row);
        put(seen.cell.column);
    }
    before_.sheet = seen.sheet;
    before_.cell = seen.cell;
    if ((own & said::status) != 0) {
        put(static_cast<std::uint8_t>(seen.status));
        put(seen.below);
        before_.status = seen.status;
        before_.below = seen.below;
    }
    if (seen.value) {
        put(*seen.value);
    }
    put_raw(seen.raw, texts);
}

void ObservationsPart::put_raw(std::string_view raw, TextTable& texts) {
    if (raw.size() > short_most) {
        put(numbered);
        put(texts.number(raw));
        return;
    }
    put(static_cast<std::uint8_t>(raw.size()));
    std::ranges::copy(raw, bytes_.data() + used_);
    used_ += raw.size();
}

void ObservationsPart::send(AnswerWriter& out, Part what) {
    if (used_ > part_head) {
        out.send(static_cast<std::uint32_t>(what), std::span(bytes_).first(used_ + part_tail));
        used_ = part_head;
    }
}

// --- reading -----------------------------------------------------------------------------------

namespace {

class ObservationsReader {
  public:
    ObservationsReader(std::string_view payload, const ObservationTables& tables)
        : in_(payload)
        , tables_(tables) {}

    [[nodiscard]] bool at_end() const { return in_.at_end(); }

    [[nodiscard]] bool read(Observation& seen) {
        const auto own = in_.get<std::uint8_t>();
        seen.series = in_.get<std::uint32_t>();
        in_.require(own <= said::all && seen.series < tables_.series);
        in_.require(label_ != nullptr || (own & said::at_first) == said::at_first);
        read_shared(own);
        seen.period = before_.period;
        seen.sheet = before_.sheet;
        seen.cell = before_.cell;
        seen.status = before_.status;
        seen.below = before_.below;
        if ((own & said::value) != 0) {
            seen.value = in_.get<double>();
            in_.require(std::isfinite(*seen.value));
        }
        in_.require(seen.value.has_value() == has_value(seen.status));
        return read_copy(label_, tables_.left, seen.label) && read_raw(seen.raw) && in_.good();
    }

  private:
    // What it has of the one before, or says in its place.
    void read_shared(std::uint8_t own) {
        if ((own & said::period) != 0) {
            before_.period.start = read_day(in_);
            before_.period.end = read_day(in_);
            label_ = tables_.texts.find(in_.get<std::uint32_t>());
            in_.require(before_.period.start <= before_.period.end);
        }
        read_cell(own);
        if ((own & said::status) != 0) {
            before_.status = in_.get_enum(Status::not_answered);
            before_.below = in_.get<double>();
            in_.require(std::isfinite(before_.below));
        }
    }

    void read_cell(std::uint8_t own) {
        if ((own & said::cell) != 0) {
            before_.sheet = in_.get<std::uint32_t>();
            before_.cell.row = in_.get<std::uint32_t>();
            before_.cell.column = in_.get<std::uint32_t>();
            in_.require((own & said::beside) == 0 && before_.sheet < tables_.sheets);
        } else {
            before_.cell = (own & said::beside) != 0 ? right_of(before_.cell) : below(before_.cell);
        }
    }

    [[nodiscard]] bool read_raw(std::string& into) {
        const auto size = in_.get<std::uint8_t>();
        if (size == numbered) {
            return read_copy(tables_.texts.find(in_.get<std::uint32_t>()), tables_.left, into);
        }
        in_.require(size <= short_most);
        into.assign(in_.get_view(size));
        return true;
    }

    Reader in_;
    const ObservationTables& tables_;
    ObservationBefore before_;
    const CellText* label_ = nullptr; // of its period; null before the first record
};

// Room for as many as a part may hold, in few steps and large pages: the pages behind half a
// million observations, 64 MiB, take longer than their reading. Room that is not written to takes
// none.
void make_room(std::vector<Observation>& list, std::size_t more) {
    constexpr std::size_t growth = 4;
    if (list.capacity() - list.size() >= more) {
        return;
    }
    list.reserve(std::max(list.size() * growth, list.size() + more));
    void* begin = list.data();
    std::size_t bytes = list.capacity() * sizeof(Observation);
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    if (std::align(page, page, begin, bytes) != nullptr) {
        madvise(begin, bytes / page * page, MADV_HUGEPAGE);
    }
}

} // namespace

bool read_copy(const CellText* text, std::uint64_t& left, std::string& into) {
    if (text == nullptr || text->size() > left) {
        return false;
    }
    left -= text->size();
    into.assign(text->view());
    return true;
}

bool read_observations(std::string_view payload,
                       const ObservationTables& tables,
                       std::vector<Observation>& list) {
    if (payload.size() > ObservationsPart::most_payload) { // none of ours
        return false;
    }
    make_room(list, payload.size() / least);
    ObservationsReader in(payload, tables);
    while (!in.at_end()) {
        if (!in.read(list.emplace_back())) {
            return false;
        }
    }
    return true;
}

} // namespace tidemark::parse
