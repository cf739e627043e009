"""The head of a document: who, to whom, which number, where and when."""

from decimal import Decimal
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table

from csms.adapters.pdf.pieces import grid, labelled, lines, qr_code, text
from csms.adapters.pdf.styles import ISSUER, LABEL, SMALL, SMALL_RIGHT, STRONG, TITLE
from csms.receipts.content import Reserved
from csms.receipts.document import Document
from csms.receipts.language import Language

WIDE = 170 * mm
QR_SIZE = 24 * mm
RIGHT = ("ALIGN", (1, 0), (1, 0), "RIGHT")


def head(document: Document, language: Language, link: str | None) -> list[Any]:
    """Issuer, title and number, recipient, QR code of the link."""
    issuer, recipient = document.content.issuer, document.content.recipient
    who = [
        text(issuer.name or language.say("unknown_issuer"), ISSUER),
        lines([*issuer.address, issuer.country], SMALL),
    ]
    contact = lines([issuer.phone, issuer.email, issuer.website], SMALL_RIGHT)
    top = grid([[who, contact]], [110 * mm, 60 * mm])
    customer = [
        text(language.say("customer"), LABEL),
        text(recipient.name or recipient.driver_id or "\N{EN DASH}", STRONG),
        lines([*recipient.address, recipient.vat_number], SMALL),
    ]
    numbers = grid([[_numbers(document, language), "", customer]], [76 * mm, 4 * mm, 58 * mm])
    title = [text(language.say(document.kind.value), TITLE), Spacer(0, 2 * mm), numbers]
    middle = grid([[title, _qr(link, language)]], [WIDE - 30 * mm, 30 * mm], RIGHT)
    return [top, Spacer(0, 7 * mm), middle]


def _qr(link: str | None, language: Language) -> list[Any]:
    if link is None:
        return []
    return [qr_code(link, QR_SIZE), Spacer(0, 1 * mm), text(language.say("link"), SMALL_RIGHT)]


def _numbers(document: Document, language: Language) -> Table | None:
    zone = document.content.place.time_zone
    return labelled(
        [
            (language.say("number"), document.number),
            (language.say("issued"), language.date(document.issued_at, zone)),
            (language.say("session"), document.session_id),
            (language.say("reservation"), document.reservation_id),
        ],
        [24 * mm, 52 * mm],
    )


def where_and_when(document: Document, language: Language) -> Table:
    """Two columns: the place, and the times with the energy."""
    widths = [26 * mm, 57 * mm]
    left = labelled(_where(document, language), widths)
    right = labelled(_when(document, language), widths)
    return grid([[left, "", right]], [83 * mm, 4 * mm, 83 * mm])


def _where(document: Document, language: Language) -> list[tuple[str, str | None]]:
    place = document.content.place
    numbers = [str(one) for one in (place.evse_id, place.connector_id) if one is not None]
    site = "\n".join(one for one in (place.site_name, *place.address) if one)
    power = place.current_type
    if place.current_type and place.max_power_w:
        kilowatts = language.number(Decimal(place.max_power_w) / 1000)
        power = language.say("up_to", kind=place.current_type, power=kilowatts)
    return [
        (language.say("location"), site),
        (language.say("station"), place.station_id),
        (language.say("evse"), " / ".join(numbers)),
        (language.say("power"), power),
    ]


def _when(document: Document, language: Language) -> list[tuple[str, str | None]]:
    content, zone = document.content, document.content.place.time_zone
    if content.reserved is not None:
        return _reserved(content.reserved, zone, language)
    times, energy = content.times, content.energy
    end = times.ended_at or times.stopped_at
    later = times.ended_at if times.ended_at != times.stopped_at else None
    return [
        (language.say("started"), language.moment(times.started_at, zone)),
        (
            language.say("stopped"),
            language.moment(times.stopped_at, zone) if times.stopped_at else None,
        ),
        (language.say("ended"), language.moment(later, zone) if later else None),
        (language.say("duration"), language.duration(end - times.started_at) if end else None),
        (language.say("energy"), language.energy(energy.energy_wh) if energy else None),
    ]


def _reserved(reserved: Reserved, zone: str, language: Language) -> list[tuple[str, str | None]]:
    since, until = reserved.since, reserved.until
    return [
        (language.say("reserved_from"), language.moment(since, zone)),
        (language.say("reserved_until"), language.moment(until, zone)),
        (language.say("duration"), language.duration(until - since)),
    ]
