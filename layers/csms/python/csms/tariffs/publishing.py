"""Publishing a tariff: examined first, then a version of its own that never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.errors import Conflict, Fault, Faulty, Rejected
from csms.pricing.findings import Finding, Severity
from csms.pricing.lint import lint
from csms.pricing.profiles import Profile
from csms.tariffs.document import tariff_from_document, tariff_text
from csms.tariffs.model import Tariff
from csms.tariffs.ports import TariffRepository

# Each session keeps its tariff, and an item of DynamoDB holds 400 KB: its start must not fail.
LONGEST = 65_536


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where tariffs go, and whose law they have to keep."""

    tariffs: TariffRepository
    profiles: tuple[Profile, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A published tariff, and what is odd about it. `is_first`: there was none of its id before."""

    tariff: Tariff
    warnings: tuple[Finding, ...]
    is_first: bool


def profiles_of(text: str) -> tuple[Profile, ...]:
    """Names with commas between them; Rejected for one that is none."""
    names = [name.strip().upper() for name in text.split(",") if name.strip()]
    unknown = sorted(set(names) - set(Profile))
    if unknown:
        raise Rejected(f"profiles: {', '.join(unknown)} is none of {', '.join(Profile)}")
    return tuple(Profile(name) for name in names)


def publish(
    tariff_id: str, document: Mapping[str, Any], now: datetime, needs: Publishing
) -> Publication:
    """Store the next version; the same content again is the version that is there.

    `version` of the document, if it has one, is that which was looked at. Faulty with every error
    of the lint; Conflict if another version has been published meanwhile.
    """
    latest = _latest(tariff_id, needs.tariffs)
    looked_at = document.get("version")
    if latest and looked_at not in {None, latest}:
        raise Conflict(f"Tariff {tariff_id} has version {latest} by now: GET it, change that one.")
    tariff = tariff_from_document({**document, "id": tariff_id}, latest + 1)
    _require_small(tariff)
    warnings = require_publishable(tariff, needs.profiles)
    current = _current(tariff_id, needs.tariffs)
    if current is not None and current.fingerprint == tariff.fingerprint:
        return Publication(current, warnings, is_first=False)
    needs.tariffs.put(tariff, now)
    return Publication(tariff, warnings, is_first=latest == 0)


def require_publishable(tariff: Tariff, profiles: Iterable[Profile]) -> tuple[Finding, ...]:
    """What is odd about a tariff; Faulty if anything is wrong with it."""
    found = lint(tariff.priced, profiles)
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        faults = [Fault(one.code, one.where, one.message) for one in errors]
        raise Faulty("The tariff cannot be published", faults)
    return tuple(found)


def _require_small(tariff: Tariff) -> None:
    length = len(tariff_text(tariff))
    if length > LONGEST:
        raise Rejected(f"tariff: {length} characters; {LONGEST} are kept with each session")


def _latest(tariff_id: str, tariffs: TariffRepository) -> int:
    """0 where there is none; one that cannot be read counts, or nobody could replace it."""
    found, _ = tariffs.versions(tariff_id, 1, None)
    return found[0].version if found else 0


def _current(tariff_id: str, tariffs: TariffRepository) -> Tariff | None:
    try:
        return tariffs.current(tariff_id)
    except Rejected:
        return None
