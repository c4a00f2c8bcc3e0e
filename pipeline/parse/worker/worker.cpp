#include "pipeline/parse/worker/worker.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/parse/page/page.hpp"
#include "pipeline/parse/parse.hpp"
#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/worker/job.hpp"
#include "pipeline/parse/worker/spawn.hpp"
#include "pipeline/parse/worker/wire.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace tidemark::parse {
namespace {

Error child_error(Fault fault, std::string code, std::string expected, std::string found) {
    return {.fault = fault,
            .code = std::move(code),
            .source = {},
            .file = {},
            .sheet = {},
            .cell = {},
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "report this with the file; it is kept in the archive"};
}

// `key`: the key under [parse] that raises it.
Error over_limit(std::string_view code,
                 std::string_view key,
                 std::string expected,
                 std::string found) {
    Error error = child_error(
        Fault::limit, fmt::format("parse.{}", code), std::move(expected), std::move(found));
    error.next = fmt::format(
        "raise parse.{} in tidemark.toml if the file is right, or read fewer sheets", key);
    return error;
}

// What became of a child that did not answer.
Error cause_of_death(const Ended& ended, AnswerReader& answer, const RoomLimits& limits) {
    switch (ended.why) {
    case Ended::Why::late:
        return over_limit("time",
                          "wall",
                          fmt::format("the file to be parsed within {} s", limits.wall_seconds),
                          "no answer; the parse child was killed");
    case Ended::Why::too_long:
        return over_limit("answer",
                          "answer",
                          fmt::format("an answer within {} MiB", limits.answer >> 20U),
                          "more; the parse child was killed");
    case Ended::Why::stopped: {
        Error error = child_error(
            Fault::unavailable, "parse.stopped", "the file to be parsed", "an order to stop");
        error.next = "it is parsed at the next run";
        return error;
    }
    case Ended::Why::garbled:
        return answer.take().error();
    case Ended::Why::answered:
    case Ended::Why::closed:
        break;
    }
    const int signal = WIFSIGNALED(ended.status) ? WTERMSIG(ended.status) : 0;
    if (signal == SIGXCPU) {
        return over_limit(
            "cpu",
            "cpu",
            fmt::format("the file to be parsed in {} s of processor time", limits.cpu_seconds),
            "more");
    }
    if (signal == SIGSYS) {
        return child_error(Fault::malformed,
                           "parse.child",
                           "an answer from the parse child",
                           "it tried what the locked room forbids (SIGSYS)");
    }
    if (signal != 0) {
        const char* name = sigabbrev_np(signal);
        return child_error(
            Fault::malformed,
            "parse.child",
            "an answer from the parse child",
            fmt::format("it died of SIG{}", name == nullptr ? std::to_string(signal) : name));
    }
    return child_error(Fault::malformed,
                       "parse.child",
                       "a whole answer from the parse child",
                       fmt::format("it ended with code {} after {} bytes",
                                   WEXITSTATUS(ended.status),
                                   answer.received()));
}

class ChildParser final : public Parser {
  public:
    ChildParser(RoomLimits limits, std::string program, std::stop_token stop)
        : limits_(limits)
        , program_(std::move(program))
        , stop_(std::move(stop)) {}

    Result<ParsedFile>
    parse(const RawFile& file, std::string_view bytes, const Recipe& recipe) override {
        auto parsed = ask<ParsedFile>(parsing(Job::What::parse, file, recipe), bytes);
        if (parsed) {
            parsed->file = file;
        } else {
            parsed.error().source = recipe.source;
        }
        return parsed;
    }

    Result<Traced> trace(const RawFile& file,
                         std::string_view bytes,
                         const Recipe& recipe,
                         const Area& area) const {
        Job job = parsing(Job::What::trace, file, recipe);
        job.area = area;
        auto traced = ask<Traced>(job, bytes);
        if (traced) {
            traced->file.file = file;
        } else {
            traced.error().source = recipe.source;
        }
        return traced;
    }

    Result<Workbook> read(std::string_view name, std::string_view bytes, const Read& how) override {
        return cells(name, bytes, how, whole_sheet);
    }

    Result<Workbook>
    cells(std::string_view name, std::string_view bytes, const Read& how, const Area& area) const {
        Job job = reading(Job::What::read, name, how);
        job.area = area;
        return ask<Workbook>(job, bytes);
    }

    Result<Outline> outline(std::string_view name, std::string_view bytes, const Read& how) const {
        return ask<Outline>(reading(Job::What::outline, name, how), bytes);
    }

    Result<Page>
    page(PageKind kind, std::string_view content_type, std::string_view bytes) override {
        const std::string digest = sha256(bytes);
        if (auto broken = broken_page(digest)) {
            return fail(std::move(*broken));
        }
        auto page = ask<Page>({.what = Job::What::page,
                               .file_name = std::string(content_type),
                               .page = kind,
                               .budgets = limits_.budgets,
                               .recipe = {}},
                              bytes);
        if (!page && page.error().code.starts_with("parse.") &&
            page.error().fault != Fault::unavailable) {
            page.error().next += "; the page is not read again until it is another or the program "
                                 "is started or reloaded";
            remember_broken(digest, page.error());
        }
        return page;
    }

    std::string limits() const override {
        const Budgets& b = limits_.budgets;
        return fmt::format("memory {} cpu {} wall {} answer {} inflated {} ratio {} entries {} "
                           "part {} cells {} cell_text {} depth {}",
                           limits_.memory,
                           limits_.cpu_seconds,
                           limits_.wall_seconds,
                           limits_.answer,
                           b.inflated,
                           b.ratio,
                           b.entries,
                           b.part,
                           b.cells,
                           b.cell_text,
                           b.depth);
    }

  private:
    [[nodiscard]] Job parsing(Job::What what, const RawFile& file, const Recipe& recipe) const {
        return {.what = what,
                .file_name = file.name,
                .page = {},
                .budgets = limits_.budgets,
                .recipe = recipe};
    }

    [[nodiscard]] Job reading(Job::What what, std::string_view name, const Read& how) const {
        Job job{.what = what,
                .file_name = std::string(name),
                .page = {},
                .budgets = limits_.budgets,
                .recipe = {}};
        job.recipe.read = how;
        return job;
    }

    template <typename T>
    [[nodiscard]] Result<T> ask(const Job& job, std::string_view bytes) const {
        auto answer = run(job, bytes);
        if (answer) {
            if (auto* wanted = std::get_if<T>(&*answer)) {
                return std::move(*wanted);
            }
        }
        Error error = child_error(
            Fault::malformed, "parse.child", "an answer to the question", "an answer to another");
        if (!answer) {
            error = std::move(answer).error();
        } else if (auto* said = std::get_if<Error>(&*answer)) {
            error = std::move(*said);
        }
        // The child may add which file of an archive it was, no more.
        if (!error.file.starts_with(job.file_name + ", ")) {
            error.file = job.file_name;
        }
        return fail(std::move(error));
    }

    [[nodiscard]] Result<Answer> run(const Job& job, std::string_view bytes) const {
        const std::string description = describe(job);
        const std::string head =
            encode_head({.limits = limits_, .description = description.size()});
        auto memory = memory_file({head, description, bytes});
        if (!memory) {
            return propagate(memory);
        }
        AnswerReader answer(limits_.answer);
        auto ended = run_process(
            program_, *memory, std::chrono::seconds(limits_.wall_seconds), answer, stop_);
        if (!ended) {
            return propagate(ended);
        }
        if (ended->why != Ended::Why::answered) {
            return fail(cause_of_death(*ended, answer, limits_));
        }
        return answer.take();
    }

    [[nodiscard]] std::optional<Error> broken_page(const std::string& digest) {
        const std::lock_guard guard(mutex_);
        const auto found = broken_pages_.find(digest);
        return found == broken_pages_.end() ? std::nullopt : std::optional(found->second);
    }

    void remember_broken(const std::string& digest, const Error& error) {
        constexpr std::size_t most = 1000; // a page that changes with every look
        const std::lock_guard guard(mutex_);
        if (broken_pages_.size() < most) {
            broken_pages_.emplace(digest, error);
        }
    }

    RoomLimits limits_;
    std::string program_;
    std::stop_token stop_;
    std::mutex mutex_;
    std::map<std::string, Error> broken_pages_; // by digest; files are the store's affair
};

class LocalParser final : public Parser {
  public:
    Result<ParsedFile>
    parse(const RawFile& file, std::string_view bytes, const Recipe& recipe) override {
        return parse::parse(file, bytes, recipe);
    }

    Result<Workbook> read(std::string_view name, std::string_view bytes, const Read& how) override {
        const SheetFilter named = [&how](std::string_view sheet, Visibility /*visibility*/) {
            return names_sheet(how, sheet);
        };
        return read_workbook(bytes, how, named).map_error([&](Error error) {
            return in_file(std::move(error), name);
        });
    }

    Result<Page>
    page(PageKind kind, std::string_view content_type, std::string_view bytes) override {
        return read_page(kind, content_type, bytes);
    }

    std::string limits() const override { return "none"; }
};

} // namespace

std::unique_ptr<Parser>
make_child_parser(RoomLimits limits, std::string program, std::stop_token stop) {
    return std::make_unique<ChildParser>(limits, std::move(program), std::move(stop));
}

Result<Workbook> cells_in_child(const RoomLimits& limits,
                                std::string_view name,
                                std::string_view bytes,
                                const Read& how,
                                const Area& area,
                                std::string program) {
    return ChildParser(limits, std::move(program), {}).cells(name, bytes, how, area);
}

Result<Outline> outline_in_child(const RoomLimits& limits,
                                 std::string_view name,
                                 std::string_view bytes,
                                 const Read& how,
                                 std::string program) {
    return ChildParser(limits, std::move(program), {}).outline(name, bytes, how);
}

Result<Traced> trace_in_child(const RoomLimits& limits,
                              const RawFile& file,
                              std::string_view bytes,
                              const Recipe& recipe,
                              const Area& area,
                              std::string program) {
    return ChildParser(limits, std::move(program), {}).trace(file, bytes, recipe, area);
}

std::unique_ptr<Parser> make_local_parser() {
    return std::make_unique<LocalParser>();
}

} // namespace tidemark::parse
