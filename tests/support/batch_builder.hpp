// batch_builder: parsed files and batches by hand, as a parser would give them.
//
//   Batch batch = release("2020-09-05", {file("a.csv").figure({{"area", "X"}},
//   financial_year(2019),
//                                                             10391)});
// Each file's digest is over its name and contents, so that other figures are other bytes.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/observation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::support {

class FileBuilder {
  public:
    explicit FileBuilder(std::string name, std::string parser = "parser-1") {
        parsed_.file.name = std::move(name);
        parsed_.file.url = "file:///drop/" + parsed_.file.name;
        parsed_.file.parser = std::move(parser);
        parsed_.layout = "1";
        parsed_.sheets = {"Table 1"};
    }

    FileBuilder& figure(const Dims& dims, const Period& period, double value) {
        Observation& o = add(parsed_.observations, dims, period, plain(value));
        o.value = value;
        return *this;
    }

    FileBuilder& marked(
        const Dims& dims, const Period& period, Status status, std::string raw, double below = 0) {
        Observation& o = add(parsed_.observations, dims, period, std::move(raw));
        o.status = status;
        o.below = below;
        if (has_value(status)) {
            o.value = 0;
        }
        return *this;
    }

    // Where the last figure stands.
    FileBuilder& in(std::string_view cell) {
        parsed_.observations.back().cell = parse_address(cell).value();
        return *this;
    }

    // A printed total: the dims that are not summed.
    FileBuilder& total(const Dims& dims, const Period& period, double value) {
        add(parsed_.totals, dims, period, plain(value)).value = value;
        return *this;
    }

    // Lines with figures that a choice of the layout left out.
    FileBuilder& left_out(std::string choice, std::uint64_t rows) {
        parsed_.skipped.push_back({.choice = std::move(choice), .what = "row", .count = rows});
        return *this;
    }

    FileBuilder& drift(Error error) {
        parsed_.held.push_back(std::move(error));
        return *this;
    }

    // The bytes, when they are not to follow from name and figures: the same file read anew.
    FileBuilder& bytes(std::string contents) {
        contents_ = std::move(contents);
        return *this;
    }

    [[nodiscard]] ParsedFile build() const {
        ParsedFile parsed = parsed_;
        parsed.file.sha256 = sha256(contents_.value_or(parsed_.file.name + written_));
        parsed.file.size = written_.size();
        return parsed;
    }

  private:
    Observation&
    add(std::vector<Observation>& to, const Dims& dims, const Period& period, std::string raw) {
        Observation o;
        o.series = parsed_.series_index(dims);
        o.period = period;
        o.cell = {row_++, 1};
        o.raw = std::move(raw);
        o.label = to_text(period);
        written_ += to_text(SeriesKey{"", dims}) + ' ' + o.label + ' ' + o.raw + '\n';
        to.push_back(std::move(o));
        return to.back();
    }

    ParsedFile parsed_;
    std::optional<std::string> contents_;
    std::string written_;
    std::uint32_t row_ = 6;
};

[[nodiscard]] inline FileBuilder file(std::string name, std::string parser = "parser-1") {
    return FileBuilder(std::move(name), std::move(parser));
}

[[nodiscard]] inline Batch
release(std::string_view source, std::string_view day, const std::vector<FileBuilder>& files) {
    Batch batch;
    batch.release.source = source;
    if (!day.empty()) {
        batch.release.published = parse_day(day).value();
    }
    for (const FileBuilder& builder : files) {
        batch.files.push_back(builder.build());
        batch.release.files.push_back(batch.files.back().file);
    }
    return batch;
}

} // namespace tidemark::support
