// A ParsedFile on the wire: its series as numbers of texts, its observations as records.
#include "pipeline/parse/worker/wire_records.hpp"

#include <chrono>
#include <utility>

namespace tidemark::parse {
namespace {

std::int32_t days_of(Day day) {
    return static_cast<std::int32_t>(day.time_since_epoch().count());
}

// False: not within std::chrono's years.
bool read_day(std::int32_t days, Day& day) {
    constexpr std::int32_t most = 11'000'000;
    day = Day(std::chrono::days(days));
    return days > -most && days < most;
}

ObservationRecord record_of(const Observation& seen, TextTable& texts) {
    return {.series = seen.series,
            .start = days_of(seen.period.start),
            .end = days_of(seen.period.end),
            .sheet = seen.sheet,
            .row = seen.cell.row,
            .column = seen.cell.column,
            .label = texts.number(seen.label),
            .status = static_cast<std::uint8_t>(seen.status),
            .valued = static_cast<std::uint8_t>(seen.value ? 1 : 0),
            .nothing = 0,
            .value = seen.value.value_or(0),
            .below = seen.below,
            .raw = texts.placed(seen.raw)};
}

void begin(AnswerWriter& out, const ParsedFile& file) {
    Writer part = new_part();
    part.put_text(file.layout);
    part.put_count(file.sheets.size());
    for (const std::string& sheet : file.sheets) {
        part.put_text(sheet);
    }
    send(out, Part::file, std::move(part));
}

// Copies within `left` bytes in all, so that few bytes sent cannot become many.
bool read_copy(const CellText* text, std::uint64_t& left, std::string& into) {
    if (text == nullptr || text->size() > left) {
        return false;
    }
    left -= text->size();
    into.assign(text->view());
    return true;
}

} // namespace

void FileWriter::send_named(const ParsedFile& file) {
    Writer part = new_part();
    const auto send = [&] {
        texts_.send(out_);
        if (part.size() > part_head) {
            parse::send(out_, Part::series, std::exchange(part, new_part()));
        }
    };
    for (; series_sent_ < file.series.size(); ++series_sent_) {
        const Dims& dims = file.series[series_sent_];
        part.put_count(dims.size());
        for (const auto& [name, code] : dims) {
            part.put(texts_.number(name));
            part.put(texts_.number(code));
        }
        if (part.size() > part_bytes) {
            send();
        }
    }
    send();
}

void FileWriter::put(const ParsedFile& file,
                     const std::vector<Observation>& list,
                     Part what,
                     ObservationRecords& records) {
    for (const Observation& seen : list) {
        if (records.full()) {
            send_named(file);
            records.send(out_, what);
        }
        records.add(record_of(seen, texts_));
    }
}

void FileWriter::piece(const ParsedFile& file) {
    if (!std::exchange(begun_, true)) {
        begin(out_, file);
    }
    put(file, file.observations, Part::observations, observations_);
    put(file, file.totals, Part::totals, totals_);
}

void FileWriter::end(const ParsedFile& file) {
    piece(file);
    send_named(file);
    observations_.send(out_, Part::observations);
    totals_.send(out_, Part::totals);
    if (!file.held.empty()) {
        Writer held = new_part();
        for (const Error& error : file.held) {
            parse::put(held, error);
        }
        send(out_, Part::held, std::move(held));
    }
    if (!file.dropped.empty()) {
        Writer part = new_part();
        for (const Dropped& dropped : file.dropped) {
            part.put_text(dropped.dim);
            part.put_text(dropped.label);
            part.put(dropped.cells);
        }
        send(out_, Part::dropped, std::move(part));
    }
    if (!file.skipped.empty()) {
        Writer part = new_part();
        for (const SkippedLines& lines : file.skipped) {
            part.put_text(lines.choice);
            part.put_text(lines.what);
            part.put(lines.count);
        }
        send(out_, Part::skipped, std::move(part));
    }
}

bool FileRead::begin(std::string_view payload) {
    Reader in(payload);
    file.layout = in.get_text();
    for (std::size_t n = in.get_count(least_text); n > 0 && in.good(); --n) {
        file.sheets.push_back(in.get_text());
    }
    return in.good() && in.at_end();
}

bool FileRead::add_series(std::string_view payload) {
    constexpr std::size_t size_of_pair = 8;
    Reader in(payload);
    std::string name;
    std::string code;
    while (in.good() && !in.at_end()) {
        Dims dims;
        for (std::size_t n = in.get_count(size_of_pair); n > 0 && in.good(); --n) {
            const CellText* name_sent = texts_.find(in.get<std::uint32_t>());
            const CellText* code_sent = texts_.find(in.get<std::uint32_t>());
            in.require(read_copy(name_sent, left_, name) && read_copy(code_sent, left_, code));
            in.require(dims.empty() || std::prev(dims.end())->first < name); // in their order
            dims.emplace_hint(dims.end(), name, code);
        }
        file.series.push_back(std::move(dims));
    }
    return in.good();
}

bool FileRead::add_observations(std::string_view payload, std::vector<Observation>& list) {
    return for_each_record<ObservationRecord>(payload, [&](const ObservationRecord& record) {
        const bool known = record.series < file.series.size() && record.sheet < file.sheets.size();
        const bool chosen =
            record.status <= static_cast<std::uint8_t>(Status::not_answered) && record.nothing == 0;
        if (!known || !chosen || !std::isfinite(record.value) || !std::isfinite(record.below)) {
            return false;
        }
        Observation& seen = list.emplace_back();
        seen.series = record.series;
        seen.status = static_cast<Status>(record.status);
        seen.below = record.below;
        seen.sheet = record.sheet;
        seen.cell = {record.row, record.column};
        const bool valued = has_value(seen.status);
        if (valued) {
            seen.value = record.value;
        }
        return record.valued == (valued ? 1 : 0) && read_day(record.start, seen.period.start) &&
               read_day(record.end, seen.period.end) && seen.period.start <= seen.period.end &&
               read_copy(texts_.find(record.label), left_, seen.label) &&
               read_raw(record.raw, seen.raw);
    });
}

bool FileRead::read_raw(const Place& place, std::string& into) {
    if (const auto text = short_text(place)) {
        into.assign(*text);
        return true;
    }
    return read_copy(long_text(place, texts_), left_, into);
}

bool FileRead::add_dropped(std::string_view payload) {
    Reader in(payload);
    while (in.good() && !in.at_end()) {
        Dropped& dropped = file.dropped.emplace_back();
        dropped.dim = in.get_text();
        dropped.label = in.get_text();
        dropped.cells = in.get<std::uint64_t>();
    }
    return in.good();
}

bool FileRead::add_skipped(std::string_view payload) {
    Reader in(payload);
    while (in.good() && !in.at_end()) {
        SkippedLines& lines = file.skipped.emplace_back();
        lines.choice = in.get_text();
        lines.what = in.get_text();
        lines.count = in.get<std::uint64_t>();
    }
    return in.good();
}

bool FileRead::add_held(std::string_view payload) {
    Reader in(payload);
    while (in.good() && !in.at_end()) {
        file.held.push_back(get_error(in));
    }
    return in.good();
}

} // namespace tidemark::parse
