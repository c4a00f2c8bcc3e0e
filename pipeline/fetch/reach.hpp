// Reach: which kind of network an address belongs to (RFC 6890 and the IANA registries).
//
// A publisher's redirect must not lead into the operator's own network, and nothing may lead to
// the addresses at which a cloud host keeps its secrets.
// Thread: any. Never fails.
#pragma once

#include <sys/socket.h>

namespace tidemark::fetch {

enum class Reach {
    outside, // any other address
    inside,  // loopback, private and unique local networks
    never,   // link-local, unspecified, multicast
};

[[nodiscard]] Reach reach_of(const sockaddr& address);

} // namespace tidemark::fetch
