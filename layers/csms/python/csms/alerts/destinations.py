"""Where a webhook may go: nobody may use us to reach what only we can reach (SSRF)."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from csms.errors import Rejected

HTTPS_PORTS = frozenset({443, 8443})
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(url: str, *, local: bool) -> SplitResult:
    """The parts of an address that may be called. `local`: any, on a developer's computer.

    Rejected: another scheme or port, a user, or an address that is not public. Names are checked
    by what they resolve to, when they are called (`check_address`).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Rejected("url: it cannot be read") from error
    if not parts.hostname or parts.username or parts.password:
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
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    for one in (address, mapped) if mapped else (address,):
        if not local and (not one.is_global or one.is_multicast):
            raise Rejected("url: it leads to an address that is not public")
