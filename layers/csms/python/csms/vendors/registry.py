"""Which maker a station is of. A module of `makers` is a maker; a new one needs no entry here."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from csms.vendors import makers
from csms.vendors.model import Decoder, Identity, Vendor, folded
from csms.vendors.placeholders import stands_for_nothing
from csms.vendors.unnamed import QUIRKS

# Names that nobody ever set.
DUMMIES = frozenset({"wwww"})
GENERIC = Vendor(
    key="generic", name="any maker that follows the standard", matches=(), quirks=QUIRKS
)


class DuplicateVendor(ValueError):
    """Two makers claim the same stations, key or extension: nobody could tell which one counts."""


@cache
def vendor(key: str) -> Vendor:
    """The maker with this key, only its own module imported; the generic one if there is none."""
    name = key.replace("-", "_")
    known = name.isidentifier() and not name.startswith("_")
    if not known or find_spec(f"{makers.__name__}.{name}") is None:
        return GENERIC
    found: Vendor = import_module(f"{makers.__name__}.{name}").VENDOR
    return found


def recognise(identity: Identity) -> Vendor:
    """The maker whose match says most of this station; the generic one if none, or several do."""
    named = not (stands_for_nothing(identity.vendor) or folded(identity.vendor) in DUMMIES)
    fitting = [
        (match.specificity, one)
        for one in all_vendors()
        for match in one.matches
        if match.fits(identity, named=named)
    ]
    most = max((found for found, _ in fitting), default=None)
    best = {one.key: one for found, one in fitting if found == most}
    return next(iter(best.values())) if len(best) == 1 else GENERIC


@cache
def all_vendors() -> tuple[Vendor, ...]:
    """Every maker. Raises DuplicateVendor."""
    names = sorted(one.name for one in iter_modules(makers.__path__))
    found = tuple(
        import_module(f"{makers.__name__}.{name}").VENDOR
        for name in names
        if not name.startswith("_")
    )
    check(found)
    return found


@cache
def decoder(vendor_id: str, message_id: str) -> Decoder | None:
    """What reads a DataTransfer: an exact message id goes before any (""); None if unknown."""
    found = {
        (folded(id_), message): read
        for one in all_vendors()
        for (id_, message), read in one.extensions.items()
    }
    exact = found.get((folded(vendor_id), message_id))
    return exact or found.get((folded(vendor_id), ""))


@cache
def knows_extension_of(vendor_id: str) -> bool:
    """Whether any message of this vendorId is known."""
    wanted = folded(vendor_id)
    return any(folded(id_) == wanted for one in all_vendors() for id_, _ in one.extensions)


@cache
def by_vendor_id(vendor_id: str) -> Vendor | None:
    """Whose StatusNotification carries this vendorId, under whatever name the station is sold."""
    wanted = folded(vendor_id)
    named = (one for one in all_vendors() if wanted in map(folded, one.vendor_ids))
    return next(named, None)


def check(found: Iterable[Vendor]) -> None:
    """Raise DuplicateVendor if a key, a match or an extension is there twice."""
    claimed: dict[object, str] = {}
    for one in found:
        matches = (
            tuple(folded(part or "\0") for part in (m.vendor, m.model, m.firmware, m.serial))
            for m in one.matches
        )
        extensions = ((folded(id_), message) for id_, message in one.extensions)
        ids = (("vendor id", folded(id_)) for id_ in one.vendor_ids)
        for claim in (("key", one.key), *matches, *ids, *(("extension", *e) for e in extensions)):
            if claim in claimed:
                raise DuplicateVendor(f"{one.key} and {claimed[claim]} both claim {claim}")
            claimed[claim] = one.key
