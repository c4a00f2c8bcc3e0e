// JournalSink: each line as a journal entry with fields, when started by systemd.
//
// MESSAGE, PRIORITY (sd-daemon levels), TIDEMARK_ID, TIDEMARK_STATE, TIDEMARK_SEVERITY,
// TIDEMARK_SOURCE, TIDEMARK_RULE, TIDEMARK_KIND, TIDEMARK_SEQ: journalctl TIDEMARK_STATE=withdrawn.
// The journal has no read-back: after a crash between sending and remembering, the last line can
// appear twice; TIDEMARK_SEQ tells. The files are exact.
//
// Thread: the writer. Fails: what the store fails with. A journal that does not take an entry is
// asked again with the next delivery and stops nothing.
#pragma once

#include "pipeline/ports.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tidemark::alert {

// One entry, fields as "NAME=value". Returns false when it was not taken.
using SendEntry = std::function<bool(const std::vector<std::string>& fields)>;

[[nodiscard]] bool send_to_journal(const std::vector<std::string>& fields);

class JournalSink : public Sink {
  public:
    explicit JournalSink(SendEntry send)
        : send_(std::move(send)) {}

    [[nodiscard]] Result<void> deliver(Store& store) override;

  private:
    SendEntry send_;
};

} // namespace tidemark::alert
