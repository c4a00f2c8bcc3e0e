// Log: what the program does, for its operator. Not the alert log.
//
// One line an event on standard error: `message key=value key="two words"`. Under systemd
// (JOURNAL_STREAM is set) each line starts with its priority, "<4>", and no time; elsewhere with
// the time. Owned by the composition root, handed on by reference. Thread: any. Never fails.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace tidemark {

enum class Level { debug, info, warning, error };

using Field = std::pair<std::string_view, std::string>;

class Log {
  public:
    enum class Form { plain, journal, silent };

    explicit Log(Form form);
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    Log(Log&&) = delete;
    Log& operator=(Log&&) = delete;
    ~Log();

    void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});
    void flush();

  private:
    struct Lines;
    std::unique_ptr<Lines> lines_;
};

// `message key=value`: values with blanks, quotes or nothing in them are quoted; one line.
[[nodiscard]] std::string log_line(std::string_view message, std::initializer_list<Field> fields);

} // namespace tidemark
