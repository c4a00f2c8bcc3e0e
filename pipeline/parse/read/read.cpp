#include "pipeline/parse/read/read.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/read/archive.hpp"
#include "pipeline/parse/read/csv.hpp"
#include "pipeline/parse/read/keep.hpp"
#include "pipeline/parse/read/ods.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/sniff.hpp"
#include "pipeline/parse/read/xls.hpp"
#include "pipeline/parse/read/xlsx.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

namespace {

// One file being read, and the files in it.
struct Task {
    BookSink& sink;
    const Read& how;
    const Budgets& budgets;
    Spent& spent;
    unsigned threads;
    bool in_archive = false;
};

Result<ReadAs> read_any(std::string_view bytes, const Task& task);

Error archive_in_archive(std::string_view what) {
    Error error = malformed("kind", "a spreadsheet in the archive", std::string(what));
    error.next = "archives in archives are not unpacked: give the inner one, or ask the publisher "
                 "for the file itself";
    return error;
}

Result<ReadAs> read_member(Result<Member> member, std::string_view archive, Task task) {
    if (!member) {
        return propagate(member);
    }
    task.in_archive = true;
    task.sink.member(member->name);
    auto read = read_any(member->bytes, task);
    if (!read) {
        read.error().file = member->name;
        return read;
    }
    read->member = member->name;
    read->decided = member->name.empty()
                        ? fmt::format("{}, {}", archive, read->decided)
                        : fmt::format("{}, member '{}', {}", archive, member->name, read->decided);
    return read;
}

Result<ReadAs> read_zip(std::string_view bytes, const Task& task) {
    const auto zip = Zip::open(bytes, task.budgets);
    if (!zip) {
        return fail(zip.error());
    }
    const auto format = sniff_zip(*zip, task.budgets, task.spent);
    if (!format) {
        return fail(format.error());
    }
    if (*format == Format::xlsx) {
        return read_xlsx(*zip, task.sink, task.budgets, task.spent, task.threads);
    }
    if (*format == Format::ods) {
        return read_ods(*zip, task.sink, task.budgets, task.spent);
    }
    if (task.in_archive) {
        return fail(archive_in_archive("a ZIP archive in it"));
    }
    return read_member(unpack(*zip, task.how.member, task.budgets, task.spent), "ZIP", task);
}

Result<ReadAs> read_gzip(std::string_view bytes, const Task& task) {
    if (task.in_archive) {
        return fail(archive_in_archive("a gzip archive in it"));
    }
    const auto gzip = open_gzip(bytes);
    if (!gzip) {
        return fail(gzip.error());
    }
    return read_member(unpack(*gzip, task.how.member, task.budgets, task.spent), "gzip", task);
}

Result<ReadAs> read_compound(std::string_view bytes, const Task& task) {
    const auto file = Cfb::open(bytes, task.budgets);
    if (!file) {
        return fail(file.error());
    }
    const auto name = sniff_compound(*file);
    if (!name) {
        return fail(name.error());
    }
    const auto stream = file->stream(*name);
    if (!stream) {
        return fail(stream.error());
    }
    return read_xls(*stream, task.sink, task.budgets, task.spent);
}

Result<ReadAs> read_any(std::string_view bytes, const Task& task) {
    const auto kind = sniff(bytes);
    if (!kind) {
        return fail(kind.error());
    }
    switch (*kind) {
    case Kind::text:
        return read_csv(bytes, task.how, task.sink, task.budgets, task.spent);
    case Kind::zip:
        return read_zip(bytes, task);
    case Kind::gzip:
        return read_gzip(bytes, task);
    case Kind::flat:
        return read_flat_ods(bytes, task.sink, task.budgets, task.spent);
    case Kind::compound:
        return read_compound(bytes, task);
    case Kind::records:
        return read_xls({bytes}, task.sink, task.budgets, task.spent);
    }
    return {};
}

} // namespace

Result<ReadAs> read_into(BookSink& sink,
                         std::string_view bytes,
                         const Read& how,
                         const Budgets& budgets,
                         unsigned threads) {
    Spent spent;
    return read_any(
        bytes, {.sink = sink, .how = how, .budgets = budgets, .spent = spent, .threads = threads});
}

Result<Workbook> read_workbook(std::string_view bytes,
                               const Read& how,
                               const SheetFilter& wanted,
                               const Budgets& budgets,
                               unsigned threads) {
    return keep(wanted,
                [&](BookSink& sink) { return read_into(sink, bytes, how, budgets, threads); });
}

bool names_sheet(const Read& how, std::string_view name) {
    return how.sheet.empty() || how.sheet.matches(squeeze(name));
}

Error in_file(Error error, std::string_view name) {
    error.file = file_name(name, error.file);
    return error;
}

std::string file_name(std::string_view file, std::string_view member) {
    return member.empty() ? std::string(file) : fmt::format("{}, {}", file, member);
}

} // namespace tidemark::parse
