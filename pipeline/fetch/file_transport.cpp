#include "pipeline/fetch/file_transport.hpp"

#include "pipeline/base/files.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace tidemark::fetch {
namespace {

Error unreadable(const std::string& path, const std::string& found) {
    return {.fault = Fault::unavailable,
            .code = "fetch.file",
            .file = path,
            .expected = "a file that can be read",
            .found = found,
            .next = "check its name and permissions"};
}

// The change time cannot be set by a copy that keeps times, so equal tags mean equal bytes.
Result<std::string> tag_of(const std::string& path) {
    struct ::stat info {};

    if (::stat(path.c_str(), &info) != 0) {
        return fail(unreadable(path, std::generic_category().message(errno)));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(unreadable(path, "not a regular file"));
    }
    return fmt::format("\"{}.{:09}-{}.{:09}-{}-{}\"",
                       info.st_mtim.tv_sec,
                       info.st_mtim.tv_nsec,
                       info.st_ctim.tv_sec,
                       info.st_ctim.tv_nsec,
                       info.st_size,
                       info.st_ino);
}

Error changing(const std::string& path) {
    return {.fault = Fault::unavailable,
            .code = "fetch.changing",
            .file = path,
            .expected = "a file at rest",
            .found = "written to while it was read",
            .next = "nothing: it is read again at the next run"};
}

} // namespace

Result<Response> read_local(const Request& request, const std::string& path) {
    auto before = tag_of(path);
    if (!before) {
        return propagate(before);
    }
    Response response;
    response.url = request.url;
    response.etag = *before;
    if (!request.etag.empty() && request.etag == *before) {
        response.status = 304;
        return response;
    }
    auto bytes = read_file(path, request.max_size);
    if (!bytes) {
        return propagate(bytes);
    }
    if (tag_of(path) != before) {
        return fail(changing(path));
    }
    response.status = 200;
    response.body = std::move(*bytes);
    return response;
}

} // namespace tidemark::fetch
