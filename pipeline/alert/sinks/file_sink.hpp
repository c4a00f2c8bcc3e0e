// FileSink: one log file, each line exactly once, also across kill -9, full disk and rotation.
//
// The store says how far the file had come (position). What stands beyond it is compared with the
// lines that wait: complete lines that equal the next waiting ones were written before the crash
// and count; a broken last line is cut off. Then the rest is appended, synced, and the position
// advanced. A file renamed away (rotation) is looked at once more under its new name in the same
// folder; a file cut to nothing (copytruncate) is begun again. Lines of others are left alone.
//
// Thread: the writer. Fails: storage; what was written stays and is recognised the next time.
#pragma once

#include "pipeline/base/files.hpp"
#include "pipeline/ports.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tidemark::alert {

enum class Form { text, json };

class FileSink : public Sink {
  public:
    FileSink(std::filesystem::path path, std::string name, Form form);

    [[nodiscard]] Result<void> deliver(Store& store) override;

  private:
    struct Open {
        Descriptor file;
        std::uint64_t inode = 0;
        std::uint64_t size = 0;
    };

    // How far a file has come among the waiting lines.
    struct Reached {
        std::size_t written = 0;    // waiting lines found in it
        std::uint64_t good_end = 0; // of its last complete line
        bool foreign_tail = false;  // ends in somebody else's broken line
    };

    [[nodiscard]] Result<Open> open(const std::filesystem::path& path, int flags) const;
    [[nodiscard]] Result<Reached>
    look(const Open& log, std::uint64_t from, const std::vector<std::string>& waiting) const;
    [[nodiscard]] Result<Reached> look_at_rotated(const Position& position,
                                                  const std::vector<std::string>& waiting) const;
    [[nodiscard]] Result<std::uint64_t> append(const Open& log,
                                               const Reached& reached,
                                               const std::vector<std::string>& waiting,
                                               std::size_t first) const;
    [[nodiscard]] tl::unexpected<Error> trouble(const std::string& what) const;

    std::filesystem::path path_;
    std::string name_; // of the position in the store
    Form form_;
};

} // namespace tidemark::alert
