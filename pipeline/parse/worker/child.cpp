#include "pipeline/parse/page/page.hpp"
#include "pipeline/parse/read/outline.hpp"
#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/worker/job.hpp"
#include "pipeline/parse/worker/limits.hpp"
#include "pipeline/parse/worker/lock.hpp"
#include "pipeline/parse/worker/send_book.hpp"
#include "pipeline/parse/worker/send_file.hpp"
#include "pipeline/parse/worker/spawn.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>

namespace tidemark::parse {
namespace {

enum Exit { answered = 0, bad_job = 3, unheard = 4 };

// The job's bytes, mapped: a file of 64 MiB is not copied into the child's allowance.
class Mapping {
  public:
    explicit Mapping(int fd) {
        struct stat about {};

        if (fstat(fd, &about) != 0 || about.st_size <= 0) {
            return;
        }
        const auto size = static_cast<std::size_t>(about.st_size);
        void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
        if (start != MAP_FAILED) {
            bytes_ = {static_cast<const char*>(start), size};
        }
    }

    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    Mapping(Mapping&&) = delete;
    Mapping& operator=(Mapping&&) = delete;

    ~Mapping() {
        if (!bytes_.empty()) {
            munmap(const_cast<char*>(bytes_.data()), bytes_.size());
        }
    }

    [[nodiscard]] std::string_view bytes() const { return bytes_; }

  private:
    std::string_view bytes_;
};

template <typename T>
Answer as_answer(Result<T> result) {
    return result ? Answer(std::move(*result)) : Answer(std::move(result).error());
}

// Pages for what any file needs, in one step: taken one by one each costs a fault, and on a virtual
// machine a thousand of them cost as much as the start of the program. The last block stays
// taken: free() would give back what has nothing above it.
void take_pages() {
#ifndef TIDEMARK_SANITIZED
    constexpr std::size_t block = 64 << 10; // less than what malloc() maps by itself
    std::array<void*, 64> blocks{};
    std::ranges::generate(blocks, [] { return std::malloc(block); });
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* begin = blocks.front();
    auto bytes =
        static_cast<std::size_t>(static_cast<char*>(blocks.back()) - static_cast<char*>(begin));
    if (bytes < blocks.size() * 2 * block && std::align(page, page, begin, bytes) != nullptr) {
        madvise(begin, bytes / page * page, MADV_POPULATE_WRITE); // refused: as it was
    }
    std::for_each(blocks.begin(), blocks.end() - 1, std::free);
#endif
}

// Of the sheets of one file: two, where it may use so many processors. Asked before the lock.
unsigned threads_here() {
    cpu_set_t mine{};
    const bool asked = sched_getaffinity(0, sizeof mine, &mine) == 0;
    return asked && CPU_COUNT(&mine) > 1 ? 2 : 1;
}

void perform(AnswerWriter& out, const Job& job, std::string_view bytes, unsigned threads) {
    switch (job.what) {
    case Job::What::parse:
    case Job::What::trace: {
        RawFile file;
        file.name = job.file_name;
        Tracing tracing{.area = job.area};
        return send_file(out,
                         file,
                         bytes,
                         job.recipe,
                         job.budgets,
                         threads,
                         job.what == Job::What::trace ? &tracing : nullptr);
    }
    case Job::What::read:
        return send_book(out, job.file_name, bytes, job.recipe.read, job.area, job.budgets);
    case Job::What::outline:
        return out.put(
            as_answer(read_outline(bytes, job.recipe.read, job.budgets).map_error([&](Error error) {
                return in_file(std::move(error), job.file_name);
            })));
    case Job::What::page:
        end_page_without_memory();
        return out.put(as_answer(read_page(job.page, job.file_name, bytes)));
    }
}

Error out_of_memory(std::uint64_t memory) {
    return {.fault = Fault::limit,
            .code = "parse.memory",
            .source = {},
            .file = {},
            .sheet = {},
            .cell = {},
            .expected = fmt::format("a file that is read within {} MiB", memory >> 20U),
            .found = "more",
            .next = "raise parse.memory in tidemark.toml, or read fewer sheets"};
}

// Memory may also end in the middle of the answer: what is said then is made while there is some.
void answer(AnswerWriter& out,
            const JobHead& head,
            std::string_view description,
            std::string_view bytes,
            unsigned threads) {
    PreparedError without_memory = prepare(out_of_memory(head.limits.memory));
    try {
        auto job = decode_description(description);
        if (job) {
            perform(out, *job, bytes, threads);
        } else {
            out.put(std::move(job).error());
        }
    } catch (const std::bad_alloc&) {
        out.put(without_memory);
    } catch (const std::exception& broken) {
        out.put(Error{.fault = Fault::malformed,
                      .code = "parse.child",
                      .source = {},
                      .file = {},
                      .sheet = {},
                      .cell = {},
                      .expected = "the file to be parsed",
                      .found = broken.what(),
                      .next = "report this with the file; it is kept in the archive"});
    }
}

} // namespace

int run_child(int in, int out) {
    take_pages();
    const Mapping job(in);
    const std::string_view all = job.bytes();
    const auto head = decode_head(all.substr(0, JobHead::size));
    if (!head || head->description > all.size() - JobHead::size) {
        return Exit::bad_job;
    }
    const unsigned threads = threads_here();
    const auto locked = limit_self(head->limits).and_then([&] { return lock_room(out); });
    AnswerWriter writer([out](std::string_view bytes) { return write_all(out, bytes); });
    if (locked) {
        answer(writer,
               *head,
               all.substr(JobHead::size, head->description),
               all.substr(JobHead::size + head->description),
               threads);
    } else {
        writer.put(locked.error());
    }
    return writer.end() ? Exit::answered : Exit::unheard;
}

} // namespace tidemark::parse
