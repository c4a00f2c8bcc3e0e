#include "pipeline/base/pattern.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace tidemark {

namespace {

// Labels are short: an honest pattern needs a few hundred steps on one. What needs more than these
// stops after about a hundredth of a second.
constexpr std::uint32_t most_steps = 250'000;
constexpr std::uint32_t most_heap_kib = 4096;

constexpr std::uint32_t options =
    PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;

template <auto free_it>
struct Free {
    template <typename T>
    void operator()(T* pointer) const {
        free_it(pointer);
    }
};

using CodePtr = std::unique_ptr<pcre2_code, Free<pcre2_code_free>>;
using ContextPtr = std::unique_ptr<pcre2_match_context, Free<pcre2_match_context_free>>;
using DataPtr = std::unique_ptr<pcre2_match_data, Free<pcre2_match_data_free>>;

PCRE2_SPTR units(std::string_view text) {
    // PCRE2 10.42 refuses a null subject even when its length is 0.
    return reinterpret_cast<PCRE2_SPTR>(text.data() == nullptr ? "" : text.data());
}

std::string words(int error) {
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(error, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

bool is_limit(int code) {
    return code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_HEAPLIMIT ||
           code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_NOMEMORY;
}

} // namespace

struct Pattern::Code {
    CodePtr code;
    ContextPtr limits;

    struct Match {
        int code; // > 0: matched
        DataPtr data;
    };

    [[nodiscard]] Match match(std::string_view subject) const {
        DataPtr data(pcre2_match_data_create_from_pattern(code.get(), nullptr));
        if (!data) {
            return {PCRE2_ERROR_NOMEMORY, nullptr};
        }
        const int result =
            pcre2_match(code.get(), units(subject), subject.size(), 0, 0, data.get(), limits.get());
        return {result, std::move(data)};
    }
};

Result<Pattern> Pattern::compile(std::string_view expression) {
    Pattern pattern;
    if (expression.empty()) {
        return pattern;
    }
    int error = 0;
    PCRE2_SIZE offset = 0;
    CodePtr code(
        pcre2_compile(units(expression), expression.size(), options, &error, &offset, nullptr));
    if (!code) {
        return fail({.fault = Fault::usage,
                     .code = "config.pattern",
                     .cell = std::to_string(offset),
                     .expected = "a regular expression",
                     .found = fmt::format("'{}' ({})", expression, words(error)),
                     .next = fmt::format("mend it at character {}", offset + 1)});
    }
    ContextPtr limits(pcre2_match_context_create(nullptr));
    if (!limits) {
        throw std::bad_alloc();
    }
    pcre2_set_match_limit(limits.get(), most_steps);
    pcre2_set_heap_limit(limits.get(), most_heap_kib);
    pattern.text_ = expression;
    pattern.code_ = std::make_shared<const Code>(Code{std::move(code), std::move(limits)});
    return pattern;
}

bool Pattern::matches(std::string_view subject) const {
    return code_ && code_->match(subject).code > 0;
}

bool Pattern::hit_limit(std::string_view subject) const {
    return code_ && is_limit(code_->match(subject).code);
}

std::optional<std::string> Pattern::capture(std::string_view subject,
                                            std::string_view group) const {
    if (!code_) {
        return std::nullopt;
    }
    const auto match = code_->match(subject);
    if (match.code <= 0) {
        return std::nullopt;
    }
    const std::string name(group);
    PCRE2_UCHAR* found = nullptr;
    PCRE2_SIZE size = 0;
    int result = pcre2_substring_get_byname(match.data.get(), units(name), &found, &size);
    for (const std::uint32_t number : {1U, 0U}) {
        if (result == PCRE2_ERROR_NOSUBSTRING) {
            result = pcre2_substring_get_bynumber(match.data.get(), number, &found, &size);
        }
    }
    if (result != 0) {
        return std::nullopt; // the group took no part in the match
    }
    std::string text(reinterpret_cast<const char*>(found), size);
    pcre2_substring_free(found);
    return text;
}

std::string Pattern::without(std::string_view subject) const {
    if (!code_) {
        return std::string(subject);
    }
    std::string out(subject.size() + 1, '\0'); // it never grows; PCRE2 adds a final 0
    PCRE2_SIZE size = out.size();
    const int result = pcre2_substitute(code_->code.get(),
                                        units(subject),
                                        subject.size(),
                                        0,
                                        PCRE2_SUBSTITUTE_GLOBAL,
                                        nullptr,
                                        code_->limits.get(),
                                        units(""),
                                        0,
                                        reinterpret_cast<PCRE2_UCHAR*>(out.data()),
                                        &size);
    if (result <= 0) {
        return std::string(subject);
    }
    out.resize(size);
    return out;
}

std::string exact_pattern(std::string_view text) {
    std::string pattern = "^";
    for (const char c : text) {
        if (c == '\'') {
            pattern += "\\x27";
            continue;
        }
        if (std::string_view("\\.^$|?*+()[]{}").find(c) != std::string_view::npos) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "$";
}

} // namespace tidemark
