#include "bench/editions.hpp"

#include "pipeline/base/digest.hpp"

#include <chrono>
#include <stdexcept>

namespace tidemark::bench {

Batch edition(const std::string& source, int number) {
    ParsedFile parsed;
    parsed.file.name = "table.csv";
    parsed.file.sha256 = sha256(source + std::to_string(number));
    parsed.sheets = {"csv"};
    parsed.series.reserve(series_count);
    parsed.observations.reserve(figures);
    for (int s = 0; s < series_count; ++s) {
        parsed.series.push_back({{"area", "E" + std::to_string(s % areas)},
                                 {"offence", "offence-" + std::to_string(s / areas)}});
        for (int y = 0; y < years; ++y) {
            const int n = s * years + y;
            Observation o;
            o.series = static_cast<std::uint32_t>(s);
            o.period = calendar_year(first_year + y);
            o.value = n + (number - 1 - n % 100 + 99) / 100; // +1 in the edition of its turn
            o.raw = std::to_string(static_cast<int>(*o.value));
            o.label = std::to_string(first_year + y);
            o.cell = {static_cast<std::uint32_t>(n + 1), 3};
            parsed.observations.push_back(std::move(o));
        }
    }
    Batch batch;
    batch.release.source = source;
    batch.release.published =
        parse_day("2020-01-01").value() + std::chrono::days(number); // one a day
    batch.release.files = {parsed.file};
    batch.files.push_back(std::move(parsed));
    return batch;
}

Source source(const std::string& id) {
    Source source;
    source.id = id;
    source.find = FindUrl{};
    Rule rule;
    rule.id = "rise";
    rule.where = {{"area", "*"}, {"offence", "offence-1"}};
    rule.above = Threshold{10, true};
    source.rules = {rule};
    return source;
}

void load(Store& store, const std::string& id, const Batch& batch) {
    auto pass = store.begin(id).value();
    const Instant now{std::chrono::milliseconds(1600000000000)};
    const auto loaded = pass->load(source(id), {}, batch, now).value();
    if (!loaded.held.empty()) {
        throw std::runtime_error(loaded.held.front().reasons.front().to_text());
    }
    if (const auto committed = pass->commit(); !committed) {
        throw std::runtime_error(committed.error().to_text());
    }
}

} // namespace tidemark::bench
