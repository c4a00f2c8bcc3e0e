// redirect: where a redirect may lead.
//
// Thread: any. Fails: malformed (no address, another scheme than http and https, from https down
// to http).
#pragma once

#include "pipeline/base/result.hpp"

#include <string>

namespace tidemark::fetch {

[[nodiscard]] bool is_redirect(int status);

// The address that `location`, sent by `url`, stands for.
[[nodiscard]] Result<std::string> redirect_target(const std::string& url,
                                                  const std::string& location);

} // namespace tidemark::fetch
