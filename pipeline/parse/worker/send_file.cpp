#include "pipeline/parse/worker/send_file.hpp"

#include "pipeline/parse/parse.hpp"
#include "pipeline/parse/worker/wire_records.hpp"

#include <optional>

namespace tidemark::parse {
namespace {

class SendFile final : public EarlyObservations {
  public:
    explicit SendFile(AnswerWriter& out)
        : out_(out) {
        forget();
    }

    void take(ParsedFile& part) override {
        writer_->piece(part);
        part.observations.clear();
        part.totals.clear();
    }

    void forget() override { writer_.emplace(out_); }

    void end(const ParsedFile& rest) { writer_->end(rest); }

  private:
    AnswerWriter& out_;
    std::optional<FileWriter> writer_;
};

} // namespace

void send_file(AnswerWriter& out,
               const RawFile& file,
               std::string_view bytes,
               const Recipe& recipe,
               const Budgets& budgets,
               unsigned threads,
               Tracing* tracing) {
    SendFile sending(out);
    if (auto parsed = parse(file, bytes, recipe, budgets, threads, &sending, tracing)) {
        sending.end(*parsed);
        if (tracing != nullptr) {
            put_trace(out, tracing->sheets);
        }
    } else {
        out.put(std::move(parsed).error());
    }
}

} // namespace tidemark::parse
