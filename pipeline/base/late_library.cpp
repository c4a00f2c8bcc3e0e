#include "pipeline/base/late_library.hpp"

#include <dlfcn.h>

#include <utility>

namespace tidemark {

LateLibrary::LateLibrary(std::string name)
    : name_(std::move(name)) {}

void* LateLibrary::address(const char* symbol) {
    std::call_once(once_, [this] { library_ = dlopen(name_.c_str(), RTLD_NOW | RTLD_LOCAL); });
    return library_ == nullptr ? nullptr : dlsym(library_, symbol);
}

} // namespace tidemark
