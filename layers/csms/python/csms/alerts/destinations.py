"""Where a webhook may go: nobody may use us to reach what only we can reach (SSRF)."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from csms.errors import Rejected

HTTPS_PORTS = frozenset({443, 8443})
# NAT64 (RFC 6052), and the retired forms of RFC 4291 and RFC 2765.
TRANSLATED = tuple(
    ipaddress.IPv6Network(one) for one in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(url: str, *, local: bool) -> SplitResult:
    """The parts of an address that may be called. `local`: any, on a developer's computer.

    Rejected: another scheme or port, a user, or an address that is not public. Names are checked
    by what they resolve to, when they are called (`check_address`).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError as error:
        raise Rejected("url: it cannot be read") from error
    if not url.isascii() or not url.isprintable() or " " in url:
        raise Rejected("url: write a name as xn--, and a path percent-encoded")
    if not parts.hostname or "@" in parts.netloc:
        raise Rejected("url: give a host, and no user")
    if local and parts.scheme in {"http", "https"}:
        return parts
    if parts.scheme != "https" or (port or 443) not in HTTPS_PORTS:
        raise Rejected("url: only https is called, at port 443 or 8443")
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return parts
    check_address(literal, local=local)
    return parts


def check_address(address: Address, *, local: bool) -> None:
    """Rejected: it leads into a private network, to this machine, or to the cloud's metadata."""
    for one in (address, *_inside(address)):
        if not local and (not one.is_global or one.is_multicast):
            raise Rejected("url: it leads to an address that is not public")


def _inside(address: Address) -> list[ipaddress.IPv4Address]:
    """What routers and translators may make of it."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [one for one in (address.ipv4_mapped, address.sixtofour) if one]
    if any(address in one for one in TRANSLATED):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return found
