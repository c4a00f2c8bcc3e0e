// ListStream: a long list read row by row as it comes, so that no sheet is kept.
//
// For a recipe that asks for one sheet and leaves one layout, a list whose dimensions stand in its
// columns or are fixed: nothing in it needs a whole sheet at once. Gives what lay_out() gives of
// the same cells, less what was taken early. Borrows file and recipe. Fails: never; what does not
// fit is in ParsedFile::held. Thread: one (sheets one after the other).
#pragma once

#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/parse/layout/early.hpp"
#include "pipeline/parse/layout/trace.hpp"
#include "pipeline/parse/read/sink.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

// The layout to stream by, an index; nothing when the recipe needs lay_out().
[[nodiscard]] std::optional<std::size_t> streamed_layout(const Recipe& recipe,
                                                         std::string_view file_name);

class ListStream : public BookSink {
  public:
    // `layout`: of streamed_layout(). `early`: null when all is to be kept. `tracing`: null when
    // nobody asks.
    ListStream(const RawFile& file,
               const Recipe& recipe,
               std::size_t layout,
               EarlyObservations* early = nullptr,
               Tracing* tracing = nullptr);
    ~ListStream() override;

    void member(std::string_view path) override { member_ = path; }

    [[nodiscard]] SheetSink* sheet(std::string_view name, Visibility visibility) override;

    // When all is read. Nothing: the cells did not come in order, only lay_out() can read them.
    [[nodiscard]] std::optional<ParsedFile> take(Format format);

  private:
    class OneSheet;

    // A batch of rows was read into `part`; the first sheet that gives any is the one taken early.
    void offer(const OneSheet& sheet, ParsedFile& part);
    void forget();

    struct Listed {
        std::string name;
        Visibility visibility;
        std::unique_ptr<OneSheet> read; // null: not wanted
    };

    const RawFile& file_;
    const Recipe& recipe_;
    std::size_t layout_;
    std::string member_; // of an archive
    EarlyObservations* early_;
    Tracing* tracing_;
    const OneSheet* taken_ = nullptr; // whose observations went out
    std::vector<Listed> sheets_;
};

} // namespace tidemark::parse
