"""Which IP addresses everyone can reach.

Addresses that carry an IPv4 address are judged by what they carry.
"""

from __future__ import annotations

import ipaddress

# The only block that IANA gives out as global unicast (RFC 4291, 2.4). All else is special, and so
# refused: IPv4-compatible ::/96, IPv4-translated ::ffff:0:0:0/96 (RFC 2765), local NAT64
# 64:ff9b:1::/48 (RFC 8215).
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Networks without IPv4 reach the rest of the world through these addresses (RFC 6052, 2.1).
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
IPV4_BITS = 0xFFFF_FFFF


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by everyone.

    No loopback, private, link-local or multicast one.
    `address` may have an interface behind "%". Raises ValueError for what is no IP address.
    """
    bare, _, _ = address.partition("%")
    ip = ipaddress.ip_address(bare)
    if isinstance(ip, ipaddress.IPv4Address):
        return _is_public_4(ip)
    carried = _carried(ip)
    if carried is not None:
        return _is_public_4(carried)
    return ip in GLOBAL_UNICAST and ip.is_global


def _is_public_4(ip: ipaddress.IPv4Address) -> bool:
    """Whether an address is one of the open internet."""
    return ip.is_global and not ip.is_multicast


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped (RFC 4291), NAT64 (RFC 6052) or 6to4 (RFC 3056) address."""
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & IPV4_BITS)
    return ip.ipv4_mapped or ip.sixtofour
