#include "pipeline/base/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

namespace tidemark {

Result<Descriptor> lock_folder(const std::filesystem::path& folder) {
    Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd && errno == ENOENT) {
        return fd;
    }
    int taken = fd ? ::flock(fd.get(), LOCK_EX) : -1;
    while (fd && taken != 0 && errno == EINTR) {
        taken = ::flock(fd.get(), LOCK_EX);
    }
    if (taken != 0) {
        return fail({.fault = Fault::storage,
                     .code = "storage.folder",
                     .file = folder.string(),
                     .expected = "to be the only one that writes in the folder",
                     .found = std::generic_category().message(errno),
                     .next = "let this user read it, and put it on a local file system"});
    }
    return fd;
}

} // namespace tidemark
