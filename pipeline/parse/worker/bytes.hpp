// bytes: values to bytes and back, never trusting what is read.
//
// Numbers as this machine stores them (both ends are one program on one machine), texts and
// lists with a length before them. A Reader that meets a length, number or choice that cannot be
// is no longer good() and from then on gives zeros and empty texts. Borrows its bytes.
// Fails: never; ask good(). Thread: one.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace tidemark::parse {

class Writer {
  public:
    template <typename T>
    requires std::is_arithmetic_v<T>

    void put(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }

    template <typename Enum>
    requires std::is_enum_v<Enum>

    void put(Enum value) { put(static_cast<std::uint8_t>(value)); }

    void put_text(std::string_view text) {
        put(static_cast<std::uint32_t>(text.size()));
        bytes_ += text;
    }

    void put_count(std::size_t count) { put(static_cast<std::uint64_t>(count)); }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    [[nodiscard]] std::string take() && { return std::move(bytes_); }

  private:
    std::string bytes_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes)
        : rest_(bytes) {}

    template <typename T>
    requires std::is_arithmetic_v<T>

    [[nodiscard]] T get() {
        T value{};
        if (const std::string_view raw = take(sizeof value); !raw.empty()) {
            std::memcpy(&value, raw.data(), sizeof value);
        }
        return value;
    }

    // `last`: the greatest enumerator.
    template <typename Enum>
    [[nodiscard]] Enum get_enum(Enum last) {
        const auto value = get<std::uint8_t>();
        require(value <= static_cast<std::uint8_t>(last));
        return good_ ? static_cast<Enum>(value) : Enum{};
    }

    [[nodiscard]] std::string get_text() { return std::string(get_view()); }

    // The text where it lies.
    [[nodiscard]] std::string_view get_view() { return get_view(get<std::uint32_t>()); }

    [[nodiscard]] std::string_view get_view(std::size_t size) { return take(size); }

    // Number of entries of at least `least` bytes each: more than the rest can hold is a lie.
    [[nodiscard]] std::size_t get_count(std::size_t least) {
        const auto count = get<std::uint64_t>();
        require(count <= rest_.size() / least);
        return good_ ? count : 0;
    }

    void require(bool truth) {
        if (!truth) {
            good_ = false;
            rest_ = {};
        }
    }

    [[nodiscard]] bool good() const { return good_; }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view take(std::size_t size) {
        require(size <= rest_.size());
        if (!good_) {
            return {};
        }
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
    bool good_ = true;
};

} // namespace tidemark::parse
