#include "pipeline/parse/read/xlsx.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_package.hpp"
#include "pipeline/parse/read/xlsx_sheet.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xlsx_styles.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace tidemark::parse {

namespace {

struct Chosen {
    const SheetPart* part = nullptr;
    SheetSink* sink = nullptr;
};

std::vector<Chosen> choose(const XlsxPackage& package, BookSink& sink) {
    std::vector<Chosen> chosen;
    for (const auto& listed : package.sheets) {
        SheetSink* sheet = sink.sheet(listed.name, listed.visibility);
        if (sheet != nullptr && !listed.part.empty()) {
            chosen.push_back({&listed, sheet});
        }
    }
    return chosen;
}

Result<XlsxShared>
read_shared(const Zip& zip, const XlsxPackage& package, const Budgets& budgets, Spent& spent) {
    auto strings = read_strings(zip, package.strings, budgets, spent);
    if (!strings) {
        return propagate(strings);
    }
    auto styles = read_styles(zip, package.styles, budgets, spent);
    if (!styles) {
        return propagate(styles);
    }
    return XlsxShared{std::move(*strings), std::move(*styles), package.epoch};
}

// The second thread needs a copy of them: what one thread has room for must not fail for two.
bool few_strings(const std::vector<CellText>& strings) {
    constexpr std::size_t few = 16U << 20U; // bytes
    std::size_t size = 0;
    for (const CellText& text : strings) {
        size += sizeof text + text.size();
    }
    return size <= few;
}

// The chosen sheets, by as many threads as there are calls of work().
class Sheets {
  public:
    Sheets(const Zip& zip, const Budgets& budgets, Spent& spent, std::vector<Chosen> chosen)
        : zip_(zip)
        , budgets_(budgets)
        , spent_(spent)
        , chosen_(std::move(chosen))
        , read_(chosen_.size()) {}

    // Sheets that no other thread has begun, one after the other; after a failure no more.
    void work(const XlsxShared& shared) {
        while (!failed_) {
            const std::size_t mine = next_++;
            if (mine >= chosen_.size()) {
                return;
            }
            const auto& [part, sink] = chosen_[mine];
            read_[mine] = read_xlsx_sheet(zip_, part->part, shared, budgets_, spent_, *sink);
            if (!read_[mine]) {
                failed_ = true;
            }
        }
    }

    // The same in a thread of its own, with strings and styles of its own.
    void work_beside(const XlsxShared& shared) {
        guarded([&] { work(apart(shared)); });
    }

    // What it throws stops the other thread too, and is thrown by outcome().
    template <typename Work>
    void guarded(Work&& work) {
        try {
            work();
        } catch (...) {
            failed_ = true;
            const std::lock_guard one_of_them(mutex_);
            thrown_ = std::current_exception();
        }
    }

    // The first failure in the order of the sheets. Only when all threads are done.
    [[nodiscard]] Result<void> outcome() {
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
        for (std::size_t i = 0; i < read_.size(); ++i) {
            if (!read_[i]) {
                return fail(at_sheet(std::move(read_[i]).error(), chosen_[i].part->name));
            }
        }
        return {};
    }

  private:
    // Copies of strings and styles: two threads that count the uses of one wait for each other.
    static XlsxShared apart(const XlsxShared& shared) {
        XlsxShared copy{{}, shared.styles.apart(), shared.epoch};
        copy.strings.reserve(shared.strings.size());
        for (const CellText& text : shared.strings) {
            copy.strings.emplace_back(text.view());
        }
        return copy;
    }

    const Zip& zip_;
    const Budgets& budgets_;
    Spent& spent_;
    std::vector<Chosen> chosen_;
    std::vector<Result<void>> read_; // of each sheet
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    std::exception_ptr thrown_;
};

// No thread to be had: one reads them all, later and the same.
std::jthread work_beside(Sheets& sheets, const XlsxShared& shared) {
    try {
        return std::jthread([&] { sheets.work_beside(shared); });
    } catch (const std::system_error&) {
        return {};
    }
}

Result<void> read_sheets(Sheets& sheets, const XlsxShared& shared, bool beside) {
    {
        const std::jthread second = beside ? work_beside(sheets, shared) : std::jthread();
        sheets.guarded([&] { sheets.work(shared); });
    } // joined
    return sheets.outcome();
}

} // namespace

Result<ReadAs>
read_xlsx(const Zip& zip, BookSink& sink, const Budgets& budgets, Spent& spent, unsigned threads) {
    const auto package = read_package(zip, budgets, spent);
    if (!package) {
        return fail(package.error());
    }
    auto chosen = choose(*package, sink);
    if (chosen.empty()) {
        return ReadAs{Format::xlsx, "XLSX"};
    }
    const auto shared = read_shared(zip, *package, budgets, spent);
    if (!shared) {
        return fail(shared.error());
    }
    const bool beside = threads > 1 && chosen.size() > 1 && few_strings(shared->strings);
    Sheets sheets(zip, budgets, spent, std::move(chosen));
    return read_sheets(sheets, *shared, beside).map([] { return ReadAs{Format::xlsx, "XLSX"}; });
}

} // namespace tidemark::parse
