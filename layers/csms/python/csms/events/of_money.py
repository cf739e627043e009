"""What happens to money besides the sessions': gaps, disputes, reservations, terminals."""

from collections.abc import Iterator

from csms import clock
from csms.events.changes import Item
from csms.events.envelope import Event


def gap_found(old: Item, new: Item) -> Iterator[Event]:
    """One for each report with gaps; the report has the references."""
    if new["gap_count"] and not old:
        checks = sorted(str(one["check"]) for one in new["results"] if one["gap_count"])
        said = {"report_id": new["sk"], "gap_count": int(new["gap_count"]), "checks": checks}
        at = clock.from_text(new["ended_at"])
        yield Event(f"money.gap_found:{new['sk']}", "money.gap_found", at, said)


def books_agree(old: Item, new: Item) -> Iterator[Event]:
    """One for each report without gaps: what was found before is put right."""
    if not new["gap_count"] and not old:
        said, at = {"report_id": new["sk"]}, clock.from_text(new["ended_at"])
        yield Event(f"money.books_agree:{new['sk']}", "money.books_agree", at, said)


def reservation_charged(old: Item, new: Item) -> Iterator[Event]:
    """A fee was decided and its transfer posted with it: once, for ever."""
    fee = new.get("fee")
    if not fee or not fee.get("transfer_id") or old.get("fee"):
        return
    station_id, number = str(new["sk"]), int(str(new["pk"]).partition("#")[2])
    said = {"station_id": station_id, "reservation_id": number, "driver_id": str(new["driver"])}
    said |= {"site_id": str(new["site_id"])} if new.get("site_id") else {}
    event_id = f"reservation.charged:{station_id}:{number}"
    yield Event(event_id, "reservation.charged", clock.from_text(fee["decided_at"]), said)


def dispute_changed(old: Item, new: Item) -> Iterator[Event]:
    """Once for each state and sum of a dispute; the payment has the rest."""
    if not old:
        said = {name: new[name] for name in ("dispute_id", "payment_id", "state", "reason")}
        mark = f"{new['dispute_id']}:{new['sk']}"
        at = clock.from_text(new["noted_at"])
        yield Event(f"money.dispute_changed:{mark}", "money.dispute_changed", at, said)


def terminal_trouble(old: Item, new: Item) -> Iterator[Event]:
    """Once for each trouble, and once for its end."""
    if not old:
        kind = "terminal.trouble_over" if new["over"] else "terminal.trouble_found"
        names = ("trouble", "object_id", "station_id", "session_id", "text")
        said = {name: new[name] for name in names if name in new}
        mark = f"{new['trouble']}:{new['object_id']}:{new['sk']}"
        yield Event(f"{kind}:{mark}", kind, clock.from_text(new["noted_at"]), said)
