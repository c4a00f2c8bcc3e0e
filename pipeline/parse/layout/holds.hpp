// Holds: the reasons why a file is held, each said once.
//
// Owns the reasons of one file until take(). A reason met in many cells is kept at its first cell
// with a count. Fails: never. Thread: one.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

class Holds {
  public:
    Holds(std::string source, std::string file);

    void add(Error reason);

    // The first reason under `key` is made and kept; later ones are counted.
    void repeat(const std::string& key, const std::function<Error()>& make);

    [[nodiscard]] bool empty() const { return reasons_.empty(); }

    // In the order in which they were met; beyond the first 200 only their number.
    [[nodiscard]] std::vector<Error> take();

  private:
    struct Reason {
        Error error;
        std::size_t cells = 1;
    };

    std::string source_;
    std::string file_;
    std::vector<Reason> reasons_;
    std::unordered_map<std::string, std::size_t> by_key_; // into reasons_; beyond the end: too many
    std::size_t unsaid_ = 0;
};

} // namespace tidemark::parse
