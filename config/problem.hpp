// Problem: one thing wrong in the operator's files, at its place. Problems collects those of a
// file.
//
// Lines and columns count from 1; columns count characters, not bytes.
// Fails: nothing here; a Problem is a value.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

// Where something stands in a file; line 0 means the file as a whole.
struct Place {
    int line = 0;
    int column = 0;

    auto operator<=>(const Place&) const = default;
};

struct Problem {
    std::string file; // as given, relative to the configuration folder where it lies in it
    int line = 0;     // from 1; 0 when the file as a whole is meant
    int column = 0;
    std::string text;    // "unknown key 'shete'"
    std::string hint;    // "did you mean 'sheet'?"
    std::string excerpt; // the line of the file

    bool operator==(const Problem&) const = default;

    // "sources.d/a.toml:14:3: unknown key 'shete', did you mean 'sheet'?" + the line + a caret.
    [[nodiscard]] std::string to_text() const;
};

// By file, line and column.
[[nodiscard]] bool comes_before(const Problem& a, const Problem& b);

// The problems of one file. Owns a copy of its lines for the excerpts.
class Problems {
  public:
    Problems(std::string file, std::string_view content);

    void add(Place place, std::string text, std::string hint = {});

    [[nodiscard]] const std::string& file() const { return file_; }

    [[nodiscard]] std::size_t size() const { return found_.size(); }

    // Sorted by place; leaves this empty.
    [[nodiscard]] std::vector<Problem> take();

  private:
    std::string file_;
    std::vector<std::string> lines_;
    std::vector<Problem> found_;
};

// "'a' or 'b'", "'a', 'b' or 'c'".
[[nodiscard]] std::string one_of(const std::vector<std::string>& words);

// "did you mean 'sheet'?" when a candidate is near enough to be a slip of the pen, else nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

} // namespace tidemark::config
