// A main for compilers without libFuzzer: every file of the corpora that it is given, once.
//
// Files are read by the C library, which the memory sanitizer knows; the C++ library it does not.
#include "tests/fuzz/support/check.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace tidemark::fuzz {

namespace {

struct Close {
    void operator()(DIR* folder) const { closedir(folder); }

    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::string bytes_of(const std::string& path) {
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
    check(file != nullptr, "a corpus can be read", path);
    std::string bytes;
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
        bytes.append(buffer.data(), got);
    }
    return bytes;
}

// Gives the number of inputs. The last one named is the one that broke a property.
std::size_t replay(const std::string& path) {
    struct stat what {};

    check(stat(path.c_str(), &what) == 0, "a corpus is there", path);
    if (!S_ISDIR(what.st_mode)) {
        static_cast<void>(std::fprintf(stderr, "%s\n", path.c_str()));
        const std::string bytes = bytes_of(path);
        static_cast<void>(LLVMFuzzerTestOneInput(
            reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
        return 1;
    }
    std::size_t inputs = 0;
    const std::unique_ptr<DIR, Close> folder(opendir(path.c_str()));
    check(folder != nullptr, "a corpus can be read", path);
    while (const dirent* entry = readdir(folder.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") {
            inputs += replay(path + "/" + name);
        }
    }
    return inputs;
}

} // namespace

} // namespace tidemark::fuzz

int main(int count, char** arguments) {
    std::size_t inputs = 0;
    for (int i = 1; i < count; ++i) {
        inputs += tidemark::fuzz::replay(arguments[i]);
    }
    std::printf("%zu inputs\n", inputs);
    return inputs == 0 ? 1 : 0;
}
