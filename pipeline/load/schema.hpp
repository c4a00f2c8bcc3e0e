// schema.sql, compiled in.
#pragma once

#include <string_view>

namespace tidemark::load {

// The whole of schema.sql: makes an empty database one of version 1.
[[nodiscard]] std::string_view schema_sql();

} // namespace tidemark::load
