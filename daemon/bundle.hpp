// Bundle: one ZIP file with everything behind an alert, to be checked on another machine.
//
//   README.txt            what it is and how to check it
//   alert.json            the statement: rule, sentence, numbers, members, every figure with its
//   cell recipe.json           how the source's files are read source.toml           the source's
//   configuration as it was when the bundle was made files/SHA256/NAME     each file that a figure
//   stands in, as it was served
//
// The same alert gives the same bytes: parts carry no time. A bundle comes from elsewhere: it is
// opened by the budgeted reader of parse/read, and its files are read in the locked child.
// Thread: one. Fails: storage (it cannot be written), unavailable and malformed (archive; a bundle
// that is none).
#pragma once

#include "daemon/verify.hpp"
#include "pipeline/base/result.hpp"
#include "pipeline/model/source.hpp"
#include "pipeline/model/statement.hpp"
#include "pipeline/ports.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

[[nodiscard]] Result<void> write_bundle(const std::filesystem::path& file,
                                        const Said& said,
                                        const Source& source,
                                        const Archive& archive);

// Each file has the digest under which it stands, every figure is what its cell says, and the
// numbers of the sentence are those of its figures.
[[nodiscard]] Result<std::vector<Verified>> verify_bundle(std::string_view bytes, Parser& parser);

} // namespace tidemark
