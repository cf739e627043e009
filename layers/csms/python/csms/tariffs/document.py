"""A tariff as JSON (OCPI 2.3.0, and what 2.2.1 called it) to a Tariff and back.

Numbers are exact (`csms.exact_json`). What cannot be priced is refused with its place, never
ignored.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from csms import exact_json
from csms.errors import Rejected
from csms.ids import digest
from csms.pricing.ocpi import tariff_of
from csms.pricing.reading import mapping, optional_member
from csms.pricing.writing import document_of
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff
from csms.tariffs.operating import operating_document, operating_of

PRICED = {"currency", "tax_included", "elements", "min_price", "max_price", "parking_cap"}
# OCPI's own words about a tariff, which change no price: kept and shown.
TOLD = (
    "country_code",
    "party_id",
    "type",
    "tariff_alt_text",
    "tariff_alt_url",
    "preauthorize_amount",
    "energy_mix",
    "last_updated",
)
FIELDS = {*PRICED, *TOLD, "id", "version", "current_type", "rules"}
VALIDITY = {"start_date_time", "end_date_time"}
# Snapshots are parsed at each frame of a session; the same text is the same tariff.
REMEMBERED = 64


def tariff_from_document(document: Mapping[str, Any], version: int) -> Tariff:
    """Parse and check; Rejected says what is wrong and where."""
    given = mapping(document, "tariff")
    if not given.get("id"):
        raise Rejected("tariff.id: is needed")
    _require_known(given)
    priced, operating = tariff_of(given), operating_of(given.get("rules"))
    current_type = optional_member(CurrentType, given.get("current_type"), "tariff.current_type")
    content = document_of(priced) | {name: given[name] for name in TOLD if given.get(name)}
    if given.get("tax_included") == "N/A":
        content["tax_included"] = "N/A"
    if current_type is not None:
        content["current_type"] = current_type.value
    if rules := operating_document(operating):
        content["rules"] = rules
    return Tariff(
        tariff_id=str(given["id"]),
        version=version,
        document={"id": str(given["id"]), "version": version} | content,
        priced=priced,
        rules=operating.rules,
        policy=operating.policy,
        current_type=current_type,
        fingerprint=_fingerprint(content),
    )


def _fingerprint(content: Mapping[str, Any]) -> str:
    try:
        return digest(*_plain(content))
    except RecursionError as error:
        raise Rejected("tariff: it is nested too deeply") from error


def tariff_text(tariff: Tariff) -> str:
    """The snapshot that is stored."""
    return exact_json.dumps(dict(tariff.document))


@lru_cache(maxsize=REMEMBERED)
def tariff_from_text(text: str) -> Tariff:
    """The inverse; Rejected if it is not a tariff with a version."""
    try:
        document = exact_json.loads(text)
        version = document["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Rejected("tariff: the stored text is none") from error
    if isinstance(version, bool) or not isinstance(version, int):
        raise Rejected("tariff.version: a whole number is needed")
    return tariff_from_document(document, version)


def _require_known(given: Mapping[str, Any]) -> None:
    if validity := sorted(VALIDITY & given.keys()):
        raise Rejected(f"tariff.{validity[0]}: PUT a tariff when it begins, another when it ends")
    unknown = sorted(set(given) - FIELDS)
    if unknown:
        raise Rejected(f"tariff: {', '.join(unknown)} cannot be priced; known: {sorted(FIELDS)}")


def _plain(value: Any) -> list[object]:
    """Every member with its place; a number is the same however many zeros it is written with."""
    match value:
        case Mapping():
            return ["{", *(x for name in sorted(value) for x in (name, *_plain(value[name]))), "}"]
        case list():
            return ["[", *(part for one in value for part in _plain(one)), "]"]
        case bool() | str() | None:
            return [repr(value)]
        case _:
            return [f"{Decimal(str(value)).normalize():f}"]
