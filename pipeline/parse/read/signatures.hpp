// signatures: what bytes are that are no spreadsheet we read, and what a person does about it.
//
// By the first bytes, as the formats' own specifications and file(1) have them; mark-up and JSON by
// how the text begins, also in UTF-16.
// Thread: any. Fails: never.
#pragma once

#include <optional>
#include <string_view>

namespace tidemark::parse {

// What to do with a file of another format.
namespace ask {
inline constexpr std::string_view publisher = "ask the publisher for XLSX, ODS or CSV";
inline constexpr std::string_view save_as =
    "open it in a spreadsheet program and save it as XLSX or ODS, or ask the publisher for one";
inline constexpr std::string_view unpack =
    "unpack it and give the file inside, or ask the publisher for the file itself or a ZIP of it";
inline constexpr std::string_view without_password =
    "ask the publisher for a file without a password";
inline constexpr std::string_view look =
    "open the address in a browser: it may ask for a login or have moved";
inline constexpr std::string_view file_itself = "ask the publisher for the file itself";
inline constexpr std::string_view fetch_again = "fetch it again";
} // namespace ask

struct Signature {
    std::string_view name; // "a PDF document"
    std::string_view next;
};

// Of bytes that are no text.
[[nodiscard]] std::optional<Signature> signature_of(std::string_view bytes);

// Of text: HTML, XML, JSON. Nothing for plain text, so also for what may be a CSV file, and for a
// flat OpenDocument file, which is_flat_document() tells.
[[nodiscard]] std::optional<Signature> mark_up_of(std::string_view bytes);

// What lies in place of a file where a person copied the wrong one.
[[nodiscard]] std::optional<Signature> stand_in_of(std::string_view bytes);

[[nodiscard]] bool is_flat_document(std::string_view bytes);

} // namespace tidemark::parse
