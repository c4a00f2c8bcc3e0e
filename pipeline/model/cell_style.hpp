// CellStyle: how a cell looks, as far as people who lay out tables say something by it: its number
// format, bold, indent and fill. 8 bytes: immutable, counted and shared by all cells of one style.
//
// Thread: as std::string; copies in two threads are independent (the count is atomic).
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

namespace tidemark {

struct Looks {
    std::string format{}; // the number's display format where the file states one ("#,##0")
    bool bold = false;
    std::uint16_t indent = 0; // steps, as a spreadsheet program counts them; in ODS of 10 points
    // "FFEE00" (RGB), or where the file names a colour of its theme or palette that name ("theme
    // 4", "indexed 22") or the pattern ("gray125"); empty: none.
    std::string fill{};

    auto operator<=>(const Looks&) const = default;
};

class CellStyle {
  public:
    CellStyle() = default; // General, nothing set

    explicit CellStyle(Looks looks)
        : block_(looks == Looks{} ? nullptr : new Block{{1}, std::move(looks)}) {}

    CellStyle(const CellStyle& other)
        : block_(other.block_) {
        if (block_ != nullptr) {
            block_->count.fetch_add(1, std::memory_order_relaxed);
        }
    }

    CellStyle(CellStyle&& other) noexcept
        : block_(std::exchange(other.block_, nullptr)) {}

    CellStyle& operator=(CellStyle other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }

    ~CellStyle() {
        if (block_ != nullptr && block_->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            delete block_;
        }
    }

    [[nodiscard]] const Looks& looks() const {
        static const Looks plain;
        return block_ == nullptr ? plain : block_->looks;
    }

    [[nodiscard]] const std::string& format() const { return looks().format; }

    [[nodiscard]] bool bold() const { return looks().bold; }

    [[nodiscard]] std::uint16_t indent() const { return looks().indent; }

    [[nodiscard]] const std::string& fill() const { return looks().fill; }

    [[nodiscard]] bool is_plain() const { return block_ == nullptr; }

    // One and the same style: equal for all cells that share it; null for the plain one.
    [[nodiscard]] const void* identity() const { return block_; }

    // The same, counted apart from this one: for cells made in another thread.
    [[nodiscard]] CellStyle apart() const { return CellStyle(looks()); }

    bool operator==(const CellStyle& other) const {
        return block_ == other.block_ || looks() == other.looks();
    }

  private:
    struct Block {
        std::atomic<std::uint32_t> count;
        Looks looks;
    };

    Block* block_ = nullptr; // owned, together with the copies
};

static_assert(sizeof(CellStyle) == 8);

} // namespace tidemark
