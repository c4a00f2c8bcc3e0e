// label_table: rows of label ids -> numbers; what each of half a million rows asks once.
//
// Keys lie one behind the other and a place of the table holds a hash and a number, so that a
// question touches two lines of memory where a map of nodes touches four and follows pointers.
// Open addressing, linear probing, at most half full (Knuth, TAOCP vol. 3, 6.4).
// Owns its keys. Fails: never (std::bad_alloc). Thread: one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tidemark::parse {

class LabelTable {
  public:
    // What `make()` gave for these labels the first time. `labels`: as many in every call.
    template <typename Make>
    std::uint32_t find_or_make(std::span<const std::uint32_t> labels, Make&& make) {
        const std::uint32_t hash = hash_of(labels);
        std::size_t at = place_of(hash, labels);
        if (places_[at].key != none) {
            return numbers_[places_[at].key];
        }
        const std::uint32_t number = make();
        if ((numbers_.size() + 1) * 2 > places_.size()) {
            grow();
            at = place_of(hash, labels);
        }
        places_[at] = {.hash = hash, .key = static_cast<std::uint32_t>(numbers_.size())};
        keys_.insert(keys_.end(), labels.begin(), labels.end());
        numbers_.push_back(number);
        return number;
    }

  private:
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Place {
        std::uint32_t hash = 0;
        std::uint32_t key = none; // which of the keys
    };

    // Fibonacci hashing, a label at a time; the upper half is the better one.
    static std::uint32_t hash_of(std::span<const std::uint32_t> labels) {
        std::uint64_t hash = labels.size();
        for (const std::uint32_t label : labels) {
            hash = (hash ^ label) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 32U;
        }
        return static_cast<std::uint32_t>(hash);
    }

    // Where it is, or where it belongs.
    [[nodiscard]] std::size_t place_of(std::uint32_t hash,
                                       std::span<const std::uint32_t> labels) const {
        const std::size_t last = places_.size() - 1;
        std::size_t at = hash & last;
        while (places_[at].key != none && !(places_[at].hash == hash && is_at(at, labels))) {
            at = (at + 1) & last;
        }
        return at;
    }

    [[nodiscard]] bool is_at(std::size_t at, std::span<const std::uint32_t> labels) const {
        return std::ranges::equal(
            std::span(keys_).subspan(places_[at].key * labels.size(), labels.size()), labels);
    }

    void grow() {
        std::vector<Place> before(places_.size() * 2);
        before.swap(places_);
        const std::size_t last = places_.size() - 1;
        for (const Place& place : before) {
            std::size_t at = place.hash & last;
            while (place.key != none && places_[at].key != none) {
                at = (at + 1) & last;
            }
            if (place.key != none) {
                places_[at] = place;
            }
        }
    }

    std::vector<Place> places_ = std::vector<Place>(64); // a power of two
    std::vector<std::uint32_t> keys_;
    std::vector<std::uint32_t> numbers_; // of each key
};

} // namespace tidemark::parse
