"""A charging point as a page for a phone: no script, no sign-in, nothing from elsewhere."""

from html import escape

from client_api.schemas.stations import ChargePointView
from csms.pricing.wording import Language

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
WORDS: dict[Language, dict[str, str]] = {
    Language.EN: {
        "point": "Charging point",
        "price": "Price",
        "no_price": "There is no price for it at the moment.",
        "start": "How to start",
        "app": "Open your charging app, choose this station and charging point, and start.",
        "card": "Or plug in and hold your charging card to the station; where there is a payment "
        "terminal, a bank card will do.",
        "own": "With an app or a card of your own, another price may be agreed.",
        "available": "Free",
        "occupied": "In use",
        "reserved": "Reserved",
        "unavailable": "Out of service",
        "faulted": "Out of order",
        "unknown": "State not known",
        "missing": "There is no such charging point",
        "look": "Look at the label again, or ask whoever runs the station.",
    },
    Language.DE: {
        "point": "Ladepunkt",
        "price": "Preis",
        "no_price": "Zurzeit gibt es dafür keinen Preis.",
        "start": "So wird geladen",
        "app": "Lade-App öffnen, diese Station und diesen Ladepunkt wählen und starten.",
        "card": "Oder einstecken und die Ladekarte an die Station halten; wo es ein Bezahlterminal "
        "gibt, genügt eine Bankkarte.",
        "own": "Mit eigener App oder Karte kann ein anderer Preis vereinbart sein.",
        "available": "Frei",
        "occupied": "Belegt",
        "reserved": "Reserviert",
        "unavailable": "Außer Betrieb",
        "faulted": "Gestört",
        "unknown": "Zustand nicht bekannt",
        "missing": "Diesen Ladepunkt gibt es nicht",
        "look": "Den Aufkleber noch einmal ansehen oder beim Betreiber nachfragen.",
    },
}
STYLE = """:root{color-scheme:light dark;--ink:light-dark(#14202b,#e8edf2);
--paper:light-dark(#f4f6f8,#0c1117);--card:light-dark(#fff,#151c24);
--quiet:light-dark(#566170,#9ba8b6);--good:light-dark(#086b57,#3dd9b8)}
body{margin:0;padding:20px;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
main{max-width:460px;margin:auto;display:grid;gap:14px}
section,header{background:var(--card);border-radius:14px;padding:18px}
h1{margin:0;font-size:24px;overflow-wrap:anywhere}h2{margin:0 0 6px;font-size:16px}p{margin:4px 0}
.quiet{color:var(--quiet);font-size:14px}.state{font-weight:650}.available{color:var(--good)}"""


def page(seen: ChargePointView, language: str) -> str:
    """The whole document; every text of operators is escaped."""
    words = WORDS[_known(language)]
    where = " · ".join([seen.site.name, *seen.site.address]) if seen.site else ""
    power = f"{seen.max_power_w // 1000} kW " if seen.max_power_w else ""
    return _document(
        f"{escape(seen.name)}, {seen.evse_id}",
        f"""<header><p class="quiet">{escape(where)}</p><h1>{escape(seen.name)}</h1>
<p>{words["point"]} {seen.evse_id} · {power}{seen.current_type}</p>
<p class="state {seen.status}">{words[seen.status]}</p></header>
<section><h2>{words["price"]}</h2>{_price(seen, language)}
<p class="quiet">{words["own"]}</p></section>
<section><h2>{words["start"]}</h2><p>{words["app"]}</p><p>{words["card"]}</p></section>""",
        language,
    )


def missing_page(language: str) -> str:
    """For a code of a station that is gone."""
    words = WORDS[_known(language)]
    content = f"<header><h1>{words['missing']}</h1><p>{words['look']}</p></header>"
    return _document(words["missing"], content, language)


def _price(seen: ChargePointView, language: str) -> str:
    if seen.price is None:
        return f"<p>{WORDS[_known(language)]['no_price']}</p>"
    return "".join(f"<p>{escape(one)}</p>" for one in seen.price.description[_known(language)])


def _document(title: str, content: str, language: str) -> str:
    return f"""<!doctype html>
<html lang="{_known(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head>
<body><main>{content}</main></body></html>
"""


def _known(language: str) -> Language:
    """Of the languages that tariffs are described in."""
    return Language.DE if language == Language.DE else Language.EN
