// LateLibrary: a shared library that is loaded when it is first asked for something.
//
// The parse child is this program and is started for each file: what only the rest of the program
// uses (libcurl brings 27 libraries with it) must not be loaded before it is known which of the two
// this process is. Stays loaded until the process ends.
// A name that the library has not, or a library that is not there, is a null function.
// Thread: any.
#pragma once

#include <mutex>
#include <string>

namespace tidemark {

class LateLibrary {
  public:
    // `name`: as the linker would have written it down, "libcurl.so.4".
    explicit LateLibrary(std::string name);

    // Function: its type as its header declares it, decltype(curl_easy_init).
    template <typename Function>
    [[nodiscard]] Function* find(const char* symbol) {
        return reinterpret_cast<Function*>(address(symbol));
    }

  private:
    [[nodiscard]] void* address(const char* symbol);

    std::string name_;
    std::once_flag once_;
    void* library_ = nullptr;
};

} // namespace tidemark
