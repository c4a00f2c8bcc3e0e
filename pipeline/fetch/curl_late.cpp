// libcurl's functions, as far as they are used here, under their own names: each is looked up in
// the library at its first call (base/late_library.hpp says why). Whoever includes <curl/curl.h>
// calls them as if the program were linked with it; a function that is used and stands not here is
// an error of the linker.
// Without the library each fails as it does when there is no memory; curl_global_init, which is
// called first, as CURLE_FAILED_INIT.
#include "pipeline/base/late_library.hpp"

#include <curl/curl.h>

#include <cstdarg>

#undef curl_easy_setopt // the header may check types by a macro of that name

namespace {

tidemark::LateLibrary& libcurl() {
    static tidemark::LateLibrary library("libcurl.so.4");
    return library;
}

template <typename Function>
Function* find(const char* symbol) {
    return libcurl().find<Function>(symbol);
}

template <typename Value, typename Function, typename... Arguments>
Value call(Function* function, Value otherwise, Arguments... arguments) {
    return function == nullptr ? otherwise : function(arguments...);
}

} // namespace

// One definition of a function that the header declares.
#define TIDEMARK_LATE(value, name, parameters, otherwise, ...)                                     \
    value name parameters {                                                                        \
        static auto* const function = find<decltype(name)>(#name);                                 \
        return call<value>(function, otherwise __VA_OPT__(, ) __VA_ARGS__);                        \
    }
#define TIDEMARK_LATE_VOID(name, parameters, ...)                                                  \
    void name parameters {                                                                         \
        static auto* const function = find<decltype(name)>(#name);                                 \
        if (function != nullptr) {                                                                 \
            function(__VA_ARGS__);                                                                 \
        }                                                                                          \
    }

extern "C" {

TIDEMARK_LATE(CURLcode, curl_global_init, (long flags), CURLE_FAILED_INIT, flags)
TIDEMARK_LATE_VOID(curl_global_cleanup, (), )
TIDEMARK_LATE_VOID(curl_free, (void* text), text)
TIDEMARK_LATE(time_t, curl_getdate, (const char* text, const time_t* now), -1, text, now)

TIDEMARK_LATE(CURL*, curl_easy_init, (), nullptr)
TIDEMARK_LATE_VOID(curl_easy_cleanup, (CURL * easy), easy)
TIDEMARK_LATE_VOID(curl_easy_reset, (CURL * easy), easy)
TIDEMARK_LATE(const char*, curl_easy_strerror, (CURLcode code), "", code)

TIDEMARK_LATE(CURLM*, curl_multi_init, (), nullptr)
TIDEMARK_LATE(CURLMcode, curl_multi_cleanup, (CURLM * multi), CURLM_OUT_OF_MEMORY, multi)
TIDEMARK_LATE(
    CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL* easy), CURLM_OUT_OF_MEMORY, multi, easy)
TIDEMARK_LATE(CURLMcode,
              curl_multi_remove_handle,
              (CURLM * multi, CURL* easy),
              CURLM_OUT_OF_MEMORY,
              multi,
              easy)
TIDEMARK_LATE(CURLMcode,
              curl_multi_perform,
              (CURLM * multi, int* running),
              CURLM_OUT_OF_MEMORY,
              multi,
              running)
TIDEMARK_LATE(CURLMcode,
              curl_multi_poll,
              (CURLM * multi, curl_waitfd* more, unsigned count, int milliseconds, int* ready),
              CURLM_OUT_OF_MEMORY,
              multi,
              more,
              count,
              milliseconds,
              ready)
TIDEMARK_LATE(CURLMcode, curl_multi_wakeup, (CURLM * multi), CURLM_OUT_OF_MEMORY, multi)
TIDEMARK_LATE(CURLMsg*, curl_multi_info_read, (CURLM * multi, int* left), nullptr, multi, left)

TIDEMARK_LATE(
    curl_slist*, curl_slist_append, (curl_slist * list, const char* text), nullptr, list, text)
TIDEMARK_LATE_VOID(curl_slist_free_all, (curl_slist * list), list)

TIDEMARK_LATE(CURLU*, curl_url, (), nullptr)
TIDEMARK_LATE_VOID(curl_url_cleanup, (CURLU * url), url)
TIDEMARK_LATE(CURLUcode,
              curl_url_get,
              (CURLU * url, CURLUPart part, char** text, unsigned flags),
              CURLUE_OUT_OF_MEMORY,
              url,
              part,
              text,
              flags)
TIDEMARK_LATE(CURLUcode,
              curl_url_set,
              (CURLU * url, CURLUPart part, const char* text, unsigned flags),
              CURLUE_OUT_OF_MEMORY,
              url,
              part,
              text,
              flags)
TIDEMARK_LATE(const char*, curl_url_strerror, (CURLUcode code), "libcurl.so.4 is missing", code)

#ifdef __clang__ // an enumeration before the dots, as <curl/curl.h> declares it
#pragma clang diagnostic ignored "-Wvarargs"
#endif

// What an option takes follows from its number (CURLOPTTYPE_*, <curl/curl.h>).
CURLcode curl_easy_setopt(CURL* easy, CURLoption option, ...) {
    static auto* const function = find<decltype(curl_easy_setopt)>("curl_easy_setopt");
    if (function == nullptr) {
        return CURLE_FAILED_INIT;
    }
    va_list rest;
    va_start(rest, option);
    CURLcode done = CURLE_OK;
    // NOLINTNEXTLINE(bugprone-branch-clone): each takes another type from the list
    if (option < CURLOPTTYPE_OBJECTPOINT) {
        done = function(easy, option, va_arg(rest, long));
    } else if (option < CURLOPTTYPE_OFF_T || option >= CURLOPTTYPE_BLOB) {
        done = function(easy, option, va_arg(rest, void*));
    } else {
        done = function(easy, option, va_arg(rest, curl_off_t));
    }
    va_end(rest);
    return done;
}

} // extern "C"
