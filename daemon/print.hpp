// Print: aligned tables and the values that several commands show alike.
//
// Everything from outside goes through one_line(): no control characters reach a terminal.
// Thread: any. Never fails.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/period.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// Columns as wide as their widest text, two blanks between them, numbers to the right.
class TextTable {
  public:
    enum class Align { left, right };

    struct Column {
        std::string_view head;
        Align align = Align::left;
    };

    TextTable(std::initializer_list<Column> columns);

    void add(std::vector<std::string> row); // as many texts as columns
    void print(std::ostream& out) const;    // nothing when there are no rows

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

// Characters on a terminal: UTF-8 code points.
[[nodiscard]] std::size_t text_width(std::string_view text);

// "3 min", "5 h", "12 days".
[[nodiscard]] std::string age_text(std::chrono::milliseconds age);

// "1 cell", "2,145 cells".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view what);

// "2,145", "<5", "suppressed".
[[nodiscard]] std::string
value_text(const std::optional<double>& value, Status status, double below);

// One object, two blanks of indent, and a line break.
void print_json(std::ostream& out, const nlohmann::ordered_json& object);

// A list as print_json() prints it, an entry at a time: of many entries none is kept.
class JsonList {
  public:
    explicit JsonList(std::ostream& out)
        : out_(out) {}

    void add(const nlohmann::ordered_json& entry);
    void end();

  private:
    std::ostream& out_;
    bool any_ = false;
};

[[nodiscard]] nlohmann::ordered_json json_of(const Period& period, std::string_view label);
[[nodiscard]] nlohmann::ordered_json json_of(const std::optional<double>& value);
[[nodiscard]] nlohmann::ordered_json json_of(const Origin& origin);
[[nodiscard]] nlohmann::ordered_json json_of(const Dims& dims);
[[nodiscard]] nlohmann::ordered_json json_of(const Error& held);

} // namespace tidemark
