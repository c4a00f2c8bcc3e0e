// lock: the child shuts the room behind itself.
//
// Called after loading and after the limits, before the first byte of the job's file is looked at:
// no new privileges, then Landlock with no path allowed, then a seccomp allow-list. Nothing is
// opened, sent, started or signalled after it; the process can use its memory, make threads of its
// own (limits.hpp), write the answer and end. Any other call ends it (SIGSYS).
// Landlock may be missing in the kernel; seccomp may not.
// Sources: Documentation/userspace-api/landlock.rst (ABI 1 to 6), seccomp(2), seccomp_rule_add(3).
// Thread: the only one of its process. Fails: unavailable (parse.lock): nothing may be parsed then.
#pragma once

#include "pipeline/base/result.hpp"

#include <string_view>

namespace tidemark::parse {

// Version of Landlock that this kernel has; 0: none, or forbidden to ask. Thread: any.
[[nodiscard]] int landlock_abi();

// What is said once where there is none.
inline constexpr std::string_view without_landlock =
    "this kernel has no Landlock: the parse child is locked in by seccomp alone";

// No file can be opened, made, changed or removed from now on; no TCP and, where the kernel knows
// it, no signal to another process. Without Landlock nothing is done.
[[nodiscard]] Result<void> forbid_files();

// Only the calls that reading takes; writing to `answer` alone.
[[nodiscard]] Result<void> forbid_calls(int answer);

// All of it.
[[nodiscard]] Result<void> lock_room(int answer);

} // namespace tidemark::parse
