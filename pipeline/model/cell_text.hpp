// CellText, SharedText: the texts of cells, small enough for millions of them.
//
// A table of 500,000 rows repeats a few hundred labels. SharedText is 8 bytes: an immutable text,
// counted and shared by its copies. CellText is 16 bytes: up to 15 bytes of UTF-8 in place (a
// figure, a code), longer ones shared. Both are values that read as a std::string_view and convert
// from and to std::string; what they hold never changes once copied.
// Thread: as std::string; copies in two threads are independent (the count is atomic).
#pragma once

#include <fmt/core.h>

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

#include <algorithm>
#include <array>
#include <atomic>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace tidemark {

// What both have in common: everything that reads.
template <typename Self>
class TextReading {
  public:
    [[nodiscard]] std::string_view view() const { return self().view_of(); }

    [[nodiscard]] std::string str() const { return std::string(view()); }

    [[nodiscard]] std::size_t size() const { return view().size(); }

    [[nodiscard]] bool empty() const { return view().empty(); }

    operator std::string_view() const { return view(); } // NOLINT(google-explicit-constructor)

    operator std::string() const { return str(); } // NOLINT(google-explicit-constructor)

    template <typename Other>
    requires std::convertible_to<const Other&, std::string_view>

    friend bool operator==(const Self& a, const Other& b) {
        return a.view() == static_cast<std::string_view>(b);
    }

    template <typename Other>
    requires std::convertible_to<const Other&, std::string_view>

    friend std::strong_ordering operator<=>(const Self& a, const Other& b) {
        return a.view() <=> static_cast<std::string_view>(b);
    }

    friend std::ostream& operator<<(std::ostream& out, const Self& text) {
        return out << text.view();
    }

  private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
};

// Whether this process has one thread only, as the child has that reads a file: counting needs no
// locked bus then, which is a fifth of the time of reading a long table. As std::shared_ptr does.
[[nodiscard]] inline bool is_alone() {
#if __has_include(<sys/single_threaded.h>)
    return __libc_single_threaded != 0;
#else
    return false;
#endif
}

class SharedText : public TextReading<SharedText> {
  public:
    SharedText() = default;

    template <typename Text>

    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, SharedText>)
        SharedText(const Text& text) // NOLINT(google-explicit-constructor): a text is a text
        : block_(make(text)) {}

    SharedText(const SharedText& other)
        : block_(other.block_) {
        count_one_more();
    }

    SharedText(SharedText&& other) noexcept
        : block_(std::exchange(other.block_, nullptr)) {}

    SharedText& operator=(SharedText other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }

    ~SharedText() {
        if (block_ != nullptr && block_->count_one_less() == 0) {
            block_->~Block();
            ::operator delete(block_);
        }
    }

    [[nodiscard]] std::string_view view_of() const {
        return block_ == nullptr ? std::string_view()
                                 : std::string_view(block_->bytes(), block_->size);
    }

  private:
    friend class CellText;

    struct Block { // the bytes follow
        std::atomic<std::uint32_t> count{1};
        std::size_t size = 0;

        void count_one_more() {
            if (is_alone()) {
                count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
            } else {
                count.fetch_add(1, std::memory_order_relaxed);
            }
        }

        [[nodiscard]] std::uint32_t count_one_less() {
            if (!is_alone()) {
                return count.fetch_sub(1, std::memory_order_acq_rel) - 1;
            }
            const std::uint32_t left = count.load(std::memory_order_relaxed) - 1;
            count.store(left, std::memory_order_relaxed);
            return left;
        }

        [[nodiscard]] char* bytes() { return reinterpret_cast<char*>(this + 1); }
    };

    [[nodiscard]] static Block* make(std::string_view text) {
        if (text.empty()) {
            return nullptr;
        }
        auto* block = new (::operator new(sizeof(Block) + text.size())) Block;
        block->size = text.size();
        std::memcpy(block->bytes(), text.data(), text.size());
        return block;
    }

    void count_one_more() {
        if (block_ != nullptr) {
            block_->count_one_more();
        }
    }

    Block* block_ = nullptr; // owned, together with the copies
};

class CellText : public TextReading<CellText> {
  public:
    static constexpr std::size_t in_place = 15;

    CellText() { bytes_[last] = in_place; }

    template <typename Text>

    requires(std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, CellText>)
        CellText(const Text& text) { // NOLINT(google-explicit-constructor): a text is a text
        const std::string_view view = text;
        if (view.size() <= in_place) {
            std::ranges::copy(view, bytes_.data()); // an empty view may point nowhere: no memcpy
            bytes_[last] = static_cast<char>(in_place - view.size());
            return;
        }
        new (bytes_.data()) SharedText(view);
        bytes_[last] = shared_mark;
    }

    CellText(const CellText& other)
        : bytes_(other.bytes_) {
        if (is_shared()) {
            shared()->count_one_more();
        }
    }

    // Becomes a short text that lies in a longer one: `size` <= in_place bytes of which 16 may be
    // read. All are copied, which is faster than so many and no more; what follows is never seen.
    // In place, since a processor waits when bytes are read as one that were written as several.
    void assign_readable(const char* text, std::size_t size) {
        if (is_shared()) {
            shared()->~SharedText();
        }
        std::memcpy(bytes_.data(), text, bytes_.size());
        bytes_[last] = static_cast<char>(in_place - size);
    }

    CellText(CellText&& other) noexcept
        : bytes_(other.bytes_) {
        other.bytes_[last] = in_place;
    }

    CellText& operator=(CellText other) noexcept {
        const auto bytes = bytes_; // std::swap goes byte by byte
        bytes_ = other.bytes_;
        other.bytes_ = bytes;
        return *this;
    }

    ~CellText() {
        if (is_shared()) {
            shared()->~SharedText();
        }
    }

    [[nodiscard]] std::string_view view_of() const {
        if (is_shared()) {
            return shared()->view_of();
        }
        return {bytes_.data(), in_place - static_cast<std::size_t>(bytes_[last])};
    }

  private:
    static constexpr std::size_t last = 15;
    static constexpr char shared_mark = 0x7f; // else the number of free bytes in place

    [[nodiscard]] bool is_shared() const { return bytes_[last] == shared_mark; }

    [[nodiscard]] SharedText* shared() {
        return std::launder(reinterpret_cast<SharedText*>(bytes_.data()));
    }

    [[nodiscard]] const SharedText* shared() const {
        return std::launder(reinterpret_cast<const SharedText*>(bytes_.data()));
    }

    // Moving the bytes moves the SharedText in them: it is one pointer.
    alignas(SharedText) std::array<char, 16> bytes_{};
};

static_assert(sizeof(SharedText) == 8 && sizeof(CellText) == 16);

} // namespace tidemark

template <>
struct fmt::formatter<tidemark::CellText> : fmt::formatter<std::string_view> {
    template <typename Context>
    auto format(const tidemark::CellText& text, Context& context) const {
        return fmt::formatter<std::string_view>::format(text.view(), context);
    }
};

template <>
struct fmt::formatter<tidemark::SharedText> : fmt::formatter<std::string_view> {
    template <typename Context>
    auto format(const tidemark::SharedText& text, Context& context) const {
        return fmt::formatter<std::string_view>::format(text.view(), context);
    }
};
