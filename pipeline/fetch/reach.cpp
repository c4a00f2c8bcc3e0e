#include "pipeline/fetch/reach.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstdint>
#include <cstring>

namespace tidemark::fetch {
namespace {

struct Block {
    std::uint32_t network;
    unsigned bits;
    Reach reach;
};

constexpr Block v4_blocks[] = {
    {0x00000000U, 8, Reach::never},   // 0.0.0.0/8
    {0xA9FE0000U, 16, Reach::never},  // 169.254.0.0/16
    {0xE0000000U, 3, Reach::never},   // 224.0.0.0/3: multicast, reserved, broadcast
    {0x7F000000U, 8, Reach::inside},  // 127.0.0.0/8
    {0x0A000000U, 8, Reach::inside},  // 10.0.0.0/8
    {0xAC100000U, 12, Reach::inside}, // 172.16.0.0/12
    {0xC0A80000U, 16, Reach::inside}, // 192.168.0.0/16
    {0x64400000U, 10, Reach::inside}, // 100.64.0.0/10: carrier networks
};

Reach reach_of_v4(std::uint32_t address) {
    for (const Block& block : v4_blocks) {
        if ((address >> (32U - block.bits)) == (block.network >> (32U - block.bits))) {
            return block.reach;
        }
    }
    return Reach::outside;
}

Reach reach_of_v6(const in6_addr& address) {
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, &address.s6_addr[12], sizeof inner);
        return reach_of_v4(ntohl(inner));
    }
    if (IN6_IS_ADDR_LOOPBACK(&address) || (address.s6_addr[0] & 0xFEU) == 0xFCU) {
        return Reach::inside;
    }
    return IN6_IS_ADDR_UNSPECIFIED(&address) || IN6_IS_ADDR_LINKLOCAL(&address) ||
                   IN6_IS_ADDR_MULTICAST(&address)
               ? Reach::never
               : Reach::outside;
}

} // namespace

Reach reach_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return reach_of_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        return reach_of_v6(v6.sin6_addr);
    }
    return Reach::never;
}

} // namespace tidemark::fetch
