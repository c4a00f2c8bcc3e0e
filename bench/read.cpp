// bench_read: how fast a 500,000 x 8 table is read, against zlib inflating the same parts (or, for
// CSV, against copying the bytes) in 64 KiB chunks in the same run.
//
//   script/bench read        TIDEMARK_BENCH_ROWS=20000 for a quick look
#include "pipeline/parse/read/read.hpp"

#include "bench/tables.hpp"
#include "pipeline/parse/read/chunks.hpp"
#include "pipeline/parse/read/zip.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace tidemark;

struct Input {
    std::string name;
    std::string bytes;
    std::vector<std::string> parts; // of the ZIP archive, to be inflated
};

std::uint64_t inflate_part(std::string_view deflated) {
    static std::vector<char> chunk(parse::chunk_size);
    z_stream stream{};
    inflateInit2(&stream, -MAX_WBITS);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
    stream.avail_in = static_cast<uInt>(deflated.size());
    int code = Z_OK;
    while (code == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        code = inflate(&stream, Z_NO_FLUSH);
        benchmark::DoNotOptimize(chunk.data());
    }
    const std::uint64_t size = stream.total_out;
    inflateEnd(&stream);
    return size;
}

// The parts' compressed bytes, found by their local headers.
std::vector<std::string_view> deflated_parts(const Input& input) {
    std::vector<std::string_view> parts;
    const auto zip = parse::Zip::open(input.bytes, {});
    for (const auto& name : input.parts) {
        const auto* entry = zip->find(name);
        const auto name_size = entry->name.size();
        parts.push_back(
            std::string_view(input.bytes).substr(entry->header + 30 + name_size, entry->size));
    }
    return parts;
}

void bench_floor(benchmark::State& state, const Input& input) {
    if (input.parts.empty()) {
        std::vector<char> chunk(parse::chunk_size);
        for (auto step : state) {
            for (std::size_t at = 0; at < input.bytes.size(); at += chunk.size()) {
                std::memcpy(chunk.data(),
                            input.bytes.data() + at,
                            std::min(chunk.size(), input.bytes.size() - at));
                benchmark::DoNotOptimize(chunk.data());
            }
        }
        state.SetBytesProcessed(static_cast<std::int64_t>(input.bytes.size()) * state.iterations());
        return;
    }
    const auto parts = deflated_parts(input);
    std::uint64_t size = 0;
    for (auto step : state) {
        size = 0;
        for (const auto part : parts) {
            size += inflate_part(part);
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(size) * state.iterations());
}

// Looks at every cell and keeps none.
class Count : public parse::BookSink, public parse::SheetSink {
  public:
    parse::SheetSink* sheet(std::string_view /*name*/, Visibility /*visibility*/) override {
        return this;
    }

    std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        constexpr std::size_t batch = 1024;
        count_ += cells.size();
        for (const Cell& cell : cells) {
            sum_ += cell.number;
        }
        cells.clear();
        return batch;
    }

    void end(std::vector<Cell> cells, std::vector<Area> /*merges*/, bool /*in_order*/) override {
        static_cast<void>(rows(cells, 1));
    }

    [[nodiscard]] std::size_t count() const { return count_; }

    [[nodiscard]] double sum() const { return sum_; }

  private:
    std::size_t count_ = 0;
    double sum_ = 0;
};

void bench_read(benchmark::State& state, const Input& input) {
    std::size_t cells = 0;
    for (auto step : state) {
        Count count;
        const auto read = parse::read_into(count, input.bytes, {});
        if (!read) {
            state.SkipWithError(read.error().to_text().c_str());
            return;
        }
        benchmark::DoNotOptimize(count.sum());
        cells = count.count();
    }
    state.counters["cells"] = static_cast<double>(cells);
}

// Prints as usual, and keeps the processor times to print ratios of them: one thread, no waiting.
class RatioReporter : public benchmark::ConsoleReporter {
  public:
    void ReportRuns(const std::vector<Run>& runs) override {
        ConsoleReporter::ReportRuns(runs);
        for (const auto& run : runs) {
            if (run.aggregate_name == "median") {
                medians_[run.run_name.function_name] = run.GetAdjustedCPUTime();
            }
        }
    }

    // 0 where the benchmark was filtered out.
    [[nodiscard]] double median(const std::string& name) const {
        const auto found = medians_.find(name);
        return found == medians_.end() ? 0 : found->second;
    }

  private:
    std::map<std::string, double> medians_;
};

std::vector<Input> make_inputs() {
    const char* asked = std::getenv("TIDEMARK_BENCH_ROWS");
    const auto rows =
        asked == nullptr ? bench::full_rows : static_cast<std::uint32_t>(std::stoul(asked));
    const auto table = bench::big_table(rows);
    std::vector<Input> inputs;
    inputs.push_back(
        {"xlsx", bench::big_xlsx(table), {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}});
    inputs.push_back({"ods", bench::big_ods(table), {"content.xml"}});
    inputs.push_back({"csv", test::to_csv(table), {}});
    return inputs;
}

} // namespace

int main(int argc, char** argv) {
    const auto inputs = make_inputs();
    for (const auto& input : inputs) {
        for (const auto& [what, run] : {std::pair{"floor", &bench_floor}, {"read", &bench_read}}) {
            benchmark::RegisterBenchmark(
                (input.name + "_" + what).c_str(),
                [&input, run = run](benchmark::State& state) { run(state, input); })
                ->Unit(benchmark::kMillisecond)
                ->Repetitions(5)
                ->ReportAggregatesOnly(true);
        }
    }
    benchmark::Initialize(&argc, argv);
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    for (const auto& input : inputs) {
        const double floor = reporter.median(input.name + "_floor");
        const double read = reporter.median(input.name + "_read");
        if (floor == 0 || read == 0) {
            continue;
        }
        fmt::print("{}: read in {:.0f} ms, {:.2f} times {} ({:.0f} ms)\n",
                   input.name,
                   read,
                   read / floor,
                   input.parts.empty() ? "copying the bytes" : "zlib inflating the same parts",
                   floor);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("peak memory with all inputs: {} MiB\n", usage.ru_maxrss / 1024);
}
