// Ports: everything outside the program. No other code touches clock, network, disk or database.
//
// Owned by the composition root (daemon/wire), handed on by reference, outlives every call.
// Thread: Clock, Transport, Archive, Turns and Parser may be used from any worker at once (an
// implementation that cannot, says so); a Store belongs to one thread.
#pragma once

#include "pipeline/base/instant.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/model/change.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/mark.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/page.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/revision.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark {

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

// --- network -----------------------------------------------------------------------------------

struct Request {
    std::string url;
    std::string etag;          // sent as If-None-Match when not empty
    std::string last_modified; // sent as If-Modified-Since when not empty
    std::uint64_t max_size = 0;
    std::chrono::milliseconds timeout{60000};
};

struct Response {
    int status = 0; // 200 or 304; anything else is an Error
    std::string body;
    std::string etag;
    std::string last_modified;
    std::string content_type;
    std::string url; // after redirects
};

// Fails: unavailable (time-out, refused, 5xx, 429: may work later; `next` names Retry-After),
//        malformed (short body, 304 unasked, other 4xx), limit (max_size, redirects).
class Transport {
  public:
    virtual ~Transport() = default;
    [[nodiscard]] virtual Result<Response> get(const Request& request, std::stop_token stop) = 0;
};

// Whose turn it is at a host. A worker never sleeps: it is told when to come back.
class Turns {
  public:
    virtual ~Turns() = default;
    // Nothing: the slot is taken, go now. A time: come back then.
    [[nodiscard]] virtual std::optional<Instant>
    take(std::string_view host, std::chrono::milliseconds every, Instant now) = 0;
    // The host asked for peace (429, 503 with Retry-After).
    virtual void quiet_until(std::string_view host, Instant until) = 0;
};

// --- files -------------------------------------------------------------------------------------

// Every file ever served, under the digest of its bytes. Files are added, never changed.
// put() fails: storage. get() fails: unavailable (it is gone or cannot be read), malformed (it is
// damaged): a fault of the archive, never of the file that the publisher served.
class Archive {
  public:
    virtual ~Archive() = default;
    [[nodiscard]] virtual Result<std::string> put(std::string_view bytes) = 0; // sha256
    [[nodiscard]] virtual Result<std::string> get(std::string_view sha256) const = 0;
};

// Bytes that nobody has checked to values, in a locked-down child process (or in process, in
// tests).
class Parser {
  public:
    virtual ~Parser() = default;
    // Drift is not a failure: it is ParsedFile::held. Fails: malformed, limit.
    [[nodiscard]] virtual Result<ParsedFile>
    parse(const RawFile& file, std::string_view bytes, const Recipe& recipe) = 0;
    [[nodiscard]] virtual Result<Workbook>
    read(std::string_view name, std::string_view bytes, const Read& how) = 0;
    // What a page that discovery looks at says of its files. Fails: malformed, limit.
    [[nodiscard]] virtual Result<Page>
    page(PageKind kind, std::string_view content_type, std::string_view bytes) = 0;
    // Its limits in words, so that what they refused is read again once they are others.
    [[nodiscard]] virtual std::string limits() const = 0;
};

// --- store -------------------------------------------------------------------------------------

struct KnownFile {
    enum class Outcome {
        loaded,
        held,
        refused,
        superseded, // held or refused when a later edition was let in, or gone: no longer waits
    };

    RawFile file;
    Outcome outcome = Outcome::loaded;
    bool accepted = false; // an unused acceptance waits for it
    bool let_in = false;   // these bytes have made figures before, whatever became of them since
    bool newest = false;   // of the source's newest look: what the publisher served last
    bool disputed = false; // held, for it contradicts another file of its look (hold.conflict)
    // Other bytes came under its name, but figures that it printed last still stand: it is read
    // again, and is new when it is served.
    bool kept_only = false;
};

// Yes: ask without validators and read again also what looks unchanged.
enum class Force { no, yes };

// Bytes that broke the parser, or its limits, under any name and in any pass: the same parser does
// not read them again until a person lets it try.
struct Quarantined {
    std::string sha256;
    std::string parser; // as RawFile::parser
    Error why;
};

// What collect() must know of the past of a source.
struct Known {
    std::vector<KnownFile> files; // the newest under each name, and what is kept_only
    std::vector<Quarantined> quarantined;
    std::optional<Day> published; // the newest vintage's
};

struct AsOf {
    std::optional<Day> published; // by the end of that day
    std::optional<Day> loaded;
    // ... by this vintage of the source, in the order (published, loaded).
    std::optional<VintageId> vintage{};
};

// Rule (its digest, so that a changed rule is a new one) and series it has judged before. An empty
// series: the rule, or the lists of this digest, judged last time.
using Judged = std::set<std::pair<std::string, std::string>>;

enum class Outcome { loaded, unchanged, held, failed };

struct RunRecord {
    std::string source;
    Instant started;
    Instant finished;
    Outcome outcome = Outcome::unchanged;
    std::string detail; // the first error or hold, one line
    std::int64_t lines = 0;
};

// Health of a source, for `status`.
struct Health {
    std::string source;
    std::optional<RunRecord> last;
    std::optional<Instant> last_success;
    std::optional<Vintage> vintage; // newest
    std::int64_t observations = 0;  // live
};

// A person's decision, as a row: given on the command line, applied by the one writer.
struct Decision {
    std::string what; // accept | letter | ack | silence
    std::string source;
    std::string target;           // accept: check or "*"; letter: member code; else Mark::target
    std::string file{};           // accept: the held file that the person saw, and no other
    std::string digest{};         // accept: of its bytes
    std::string answer;           // letter: refused | no-info | partly
    std::optional<Period> period; // letter: the round
    std::string by, why;
    Instant at;
    std::optional<Day> until{}; // silence: its last day
};

// One pass of one source in one transaction. Destroyed without commit(): nothing happened.
class Pass {
  public:
    virtual ~Pass() = default;

    // Hold checks, then a vintage with its figures. Files held are remembered as held.
    [[nodiscard]] virtual Result<Loaded>
    load(const Source& source, const Codelists& codelists, const Batch& batch, Instant now) = 0;

    [[nodiscard]] virtual Result<Snapshot> snapshot() = 0; // with this pass's figures
    [[nodiscard]] virtual Result<std::vector<Said>> said() = 0;
    [[nodiscard]] virtual Result<Judged> judged() = 0;
    [[nodiscard]] virtual Result<std::vector<Mark>> marks() = 0;

    // Statements' states, all that is judged now, and the lines for the outbox (seq is set here).
    // Once for each turn of the pass.
    [[nodiscard]] virtual Result<void>
    say(const std::vector<Saying>& sayings, const Judged& judged, std::vector<Line> lines) = 0;
    [[nodiscard]] virtual Result<void> record(const RunRecord& run) = 0;
    [[nodiscard]] virtual Result<void> commit() = 0;
};

// How far a log file has come.
struct Position {
    std::int64_t seq = 0; // last line written
    std::uint64_t offset = 0;
    std::uint64_t inode = 0;
};

struct LineFilter {
    std::optional<Instant> since;
    std::string source, severity, state;
    std::int64_t after_seq = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    // Reading: also through a read-only store, while the daemon writes.
    [[nodiscard]] virtual Result<Known> known(std::string_view source) = 0;
    [[nodiscard]] virtual Result<Snapshot> snapshot(std::string_view source, const AsOf& as_of) = 0;
    // What editions changed, took away and brought back, in the vintages' order, then by series.
    [[nodiscard]] virtual Result<std::vector<Revision>> revisions(std::string_view source) = 0;
    // The series that have figures now, without the figures; by key.
    [[nodiscard]] virtual Result<std::vector<SeriesKey>> series_keys(std::string_view source) = 0;
    [[nodiscard]] virtual Result<std::vector<Said>> said(std::string_view source) = 0;
    [[nodiscard]] virtual Result<std::vector<Mark>> marks(std::string_view source) = 0;
    [[nodiscard]] virtual Result<std::optional<Said>>
    find_said(std::string_view id) = 0; // or a unique beginning of one
    [[nodiscard]] virtual Result<std::vector<Line>> lines(const LineFilter& filter) = 0; // by seq
    [[nodiscard]] virtual Result<std::vector<Health>> health() = 0;
    [[nodiscard]] virtual Result<std::vector<Held>>
    held(std::string_view source) = 0; // waiting now
    [[nodiscard]] virtual Result<std::vector<RawFile>> raw_files(std::string_view source) = 0;

    // Writing: the one writer only.
    [[nodiscard]] virtual Result<std::unique_ptr<Pass>> begin(std::string_view source) = 0;
    [[nodiscard]] virtual Result<void> decide(const Decision& decision) = 0;
    [[nodiscard]] virtual Result<Position> position(std::string_view sink) = 0;
    [[nodiscard]] virtual Result<void> advance(std::string_view sink, const Position& position) = 0;
};

// Where lines go after the commit: alerts.log, alerts.jsonl, the journal.
// Each line exactly once in a file, also across kill -9: the sink compares the file's tail with
// the lines that the store does not yet know as written.
class Sink {
  public:
    virtual ~Sink() = default;
    [[nodiscard]] virtual Result<void> deliver(Store& store) = 0;
};

} // namespace tidemark
