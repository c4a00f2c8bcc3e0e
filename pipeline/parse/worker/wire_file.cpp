// A ParsedFile on the wire: its series as numbers of texts, its observations as records
// (wire_observations.hpp).
#include "pipeline/parse/worker/wire_records.hpp"

#include <utility>

namespace tidemark::parse {
namespace {

void begin(AnswerWriter& out, const ParsedFile& file) {
    Writer part = new_part();
    part.put_text(file.layout);
    part.put_count(file.sheets.size());
    for (const std::string& sheet : file.sheets) {
        part.put_text(sheet);
    }
    send(out, Part::file, std::move(part));
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
                     ObservationsPart& part) {
    for (const Observation& seen : list) {
        if (part.full()) {
            send_named(file);
            part.send(out_, what);
        }
        part.add(seen, texts_);
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
    return read_observations(payload,
                             {.texts = texts_,
                              .series = file.series.size(),
                              .sheets = file.sheets.size(),
                              .left = left_},
                             list);
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
