"""A month of sessions: whatever comes twice, late or never in order, the figures are the ledger's.

Nothing here knows how the figures count. What they have to be is added up from the ledger's own
accounts and from the sessions as they are stored at the end.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import a_payer, a_start, a_stop, a_tariff, a_transfer

from csms.adapters.memory.directory import MemorySites
from csms.adapters.memory.figures import MemoryFigures
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.adapters.memory.stations import MemoryStations
from csms.charging.facts import MeterReading
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import SessionKey
from csms.figures.counting import Counting, count_event, count_transfer
from csms.figures.model import Group
from csms.figures.reporting import Asked, By, report
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.settlement.posting import Posting, post_session
from csms.settlement.rating import Rated, rate_session
from csms.stations.model import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.charging.model import ChargingSession

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = {"north": "Europe/Berlin", "south": "Pacific/Auckland", None: "UTC"}
FIRST, LAST = date(2025, 12, 31), date(2026, 2, 3)
SESSIONS = st.lists(
    st.fixed_dictionaries(
        {
            "hour": st.integers(0, 30 * 24),
            "minutes": st.integers(1, 60 * 40),
            "energy_wh": st.sampled_from([0, 1, 999, 5_000, 61_234]),
            "site_id": st.sampled_from(["north", "south", None]),
            "station": st.integers(1, 3),
            "payer": st.sampled_from(["driver-1", "driver-2", None]),
            "end": st.sampled_from(["settled", "waived", "running", "terminal"]),
            "credit": st.sampled_from([0, 0, 1, 2]),
        }
    ),
    min_size=1,
    max_size=8,
)


class Network:
    """Real settlement over stores in memory, and a bus that delivers as the test likes."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger()
        self.sessions = MemorySessions(lambda: BEGIN)
        self.sites = MemorySites()
        self.figures = MemoryFigures()
        for site_id, zone in ZONES.items():
            if site_id:
                self.sites.put(Site(site_id, site_id, zone))
        store = MemorySettlements(self.sessions, self.ledger)
        self.posting = Posting(self.ledger, MemoryHolds(self.ledger.books), store)
        clock = lambda: BEGIN + timedelta(days=40)  # noqa: E731
        self.counting = Counting(self.figures, self.sessions, MemoryStations(), self.sites, clock)
        self.deliveries: list[Callable[[], None]] = []

    def charge(self, number: int, told: dict[str, Any]) -> None:
        key = SessionKey(f"CP{told['station']}", f"T{number}")
        at = BEGIN + timedelta(hours=told["hour"])
        over = at + timedelta(minutes=told["minutes"])
        payer = a_payer(told["payer"])
        self.sessions.record_start(
            a_start(
                key, at, payer=payer, site_id=told["site_id"], tariff=a_tariff(),
                reading=MeterReading(at, 0), time_zone=ZONES[told["site_id"]],
            )
        )  # fmt: skip
        self._tell("session.started", key, at)
        if told["end"] == "running":
            return
        reading = MeterReading(over, told["energy_wh"])
        self.sessions.record_stop(a_stop(key, stopped_at=over, received_at=over, reading=reading))
        self._tell("session.stopped", key, over)
        if payer.driver_id is not None:
            self._settle(key, over, told)

    def _settle(self, key: SessionKey, over: datetime, told: dict[str, Any]) -> None:
        session = self.sessions.get(key)
        assert session is not None
        now = over + timedelta(minutes=5)
        rated = rate_session(session, SessionTelemetry(), now, timedelta(0))
        if not isinstance(rated, Rated):
            return
        if told["end"] == "waived":
            rated = Rated(session, rated.energy, None)
        if told["end"] == "terminal" and rated.priced:
            self._by_card(session, rated, now)
            return
        post_session(rated, now, self.posting)
        self._tell("session.settled", key, now)
        charge = self.ledger.transfer(f"chg:{session.session_id}")
        if charge is None:
            return
        self._booked(charge)
        for count in range(told["credit"]):
            self._credit(charge, count + 1, now + timedelta(days=count + 1))

    def _by_card(self, session: ChargingSession, rated: Rated, now: datetime) -> None:
        """As `csms.settlement.card_charges` posts it, a part of it written off."""
        assert rated.priced is not None
        gross, tax = rated.priced.gross_minor, rated.priced.tax.minor
        start = session.start
        legs = [
            (chart.psp_clearing("stripe", "EUR"), -max(0, gross - 1)),
            (chart.write_offs("EUR"), -min(1, gross)),
            (chart.revenue(start.site_id if start else None, "EUR"), gross - tax),
            (chart.vat("19", "EUR"), tax),
        ]
        moving = tuple(Leg(name, minor) for name, minor in legs if minor)
        if moving:
            self._post(
                Transfer(
                    f"chg:{session.session_id}", "charge", "EUR", now, moving, session.session_id
                )
            )

    def _credit(self, charge: Transfer, count: int, at: datetime) -> None:
        """A third of each leg of revenue and tax goes back."""
        back = [
            Leg(one.account_id, -(one.minor // 3))
            for one in charge.legs
            if one.minor > 0 and one.minor // 3
        ]
        if back:
            given = Leg(chart.wallet("driver-1"), -sum(one.minor for one in back))
            name = f"crn:{charge.reference}:{count}"
            legs = (*back, given)
            self._post(Transfer(name, "credit_note", "EUR", at, legs, charge.reference))

    def _post(self, transfer: Transfer) -> None:
        self.ledger.post(transfer)
        self._booked(transfer)

    def _booked(self, transfer: Transfer) -> None:
        self.deliveries.append(lambda: void(count_transfer(transfer, self.counting)))

    def _tell(self, kind: str, key: SessionKey, at: datetime) -> None:
        detail = {
            "event_id": f"{kind}:{key.transaction_id}",
            "kind": kind,
            "occurred_at": at.isoformat(),
            "station_id": key.station_id,
            "transaction_id": key.transaction_id,
        }
        self.deliveries.append(lambda: count_event(detail, self.counting))


def void(_: object) -> None:
    """What was counted is not asked."""


def delivered(network: Network, sessions: list[dict[str, Any]], data: st.DataObject) -> None:
    """Each delivery once at least, some again and again, while other sessions go on."""
    done = 0
    for number, told in enumerate(sessions):
        network.charge(number, told)
        for _ in range(data.draw(st.integers(0, 2))):
            place = data.draw(st.integers(0, len(network.deliveries) - 1))
            network.deliveries[place]()
            done += 1
    order = data.draw(st.permutations(range(len(network.deliveries))))
    for place in order:
        network.deliveries[place]()


def booked(network: Network, zone_of: Callable[[Transfer], str]) -> Counter[tuple[str, str]]:
    """Net and tax by day, straight from the legs."""
    found: Counter[tuple[str, str]] = Counter()
    for transfer in network.ledger.books.transfers.values():
        day = transfer.posted_at.astimezone(ZoneInfo(zone_of(transfer))).date().isoformat()
        for leg in transfer.legs:
            kind = leg.account_id.partition(":")[0]
            if kind in {"revenue", "vat"}:
                found[day, {"revenue": "net:EUR", "vat": "tax:EUR"}[kind]] += leg.minor
    return Counter({place: minor for place, minor in found.items() if minor})


@settings(max_examples=150)
@given(SESSIONS, st.data())
def test_revenue_energy_and_counts_of_a_month_are_the_ledgers_and_the_sessions(
    sessions: list[dict[str, Any]], data: st.DataObject
) -> None:
    network = Network()
    opening = chart.opening("EUR")
    network.ledger.post(a_transfer("fund", (chart.wallet("driver-1"), 900), (opening, -900)))
    delivered(network, sessions, data)
    stored = [
        found
        for number, told in enumerate(sessions)
        if (found := network.sessions.get(SessionKey(f"CP{told['station']}", f"T{number}")))
    ]
    zones = {one.session_id: one.start.time_zone for one in stored if one.start}
    wanted = booked(network, lambda transfer: zones.get(transfer.reference, "UTC"))
    for group in Group:
        asked = Asked(FIRST, LAST, By.DAY, group)
        rows = report(asked, network.figures).rows
        money: Counter[tuple[str, str]] = Counter()
        for row in rows:
            for name in ("net:EUR", "tax:EUR"):
                money[row.period, name] += row.amounts.get(name, 0)
        assert {place: n for place, n in money.items() if n} == dict(wanted)
        by_month = report(Asked(FIRST, LAST, By.MONTH, group), network.figures).totals
        totals = report(asked, network.figures).totals
        assert {name: n for name, n in by_month.items() if n} == {
            name: n for name, n in totals.items() if n
        }
        assert totals["energy_wh"] == sum(one.energy_wh for one in stored if one.stop)
        assert totals["sessions"] == len(stored)
        assert totals["sessions_ended"] == sum(one.stop is not None for one in stored)
        times = sum(
            int((one.stop.stopped_at - one.started_at).total_seconds())
            for one in stored
            if one.stop
        )
        assert totals["seconds_occupied"] == times


@given(SESSIONS, st.data())
def test_counting_all_anew_changes_nothing(
    sessions: list[dict[str, Any]], data: st.DataObject
) -> None:
    network = Network()
    delivered(network, sessions, data)
    before = dict(network.figures.facts)
    for deliver in network.deliveries:
        deliver()
    assert network.figures.facts == before


def test_what_no_session_explains_counts_at_the_site_whose_revenue_it_is() -> None:
    """A reservation's fee, posted when it is the next day already in New Zealand."""
    network = Network()
    at = BEGIN + timedelta(hours=20)
    legs = (
        Leg(chart.wallet("driver-1"), -119),
        Leg(chart.revenue("south", "EUR", chart.Component.FEE), 100),
        Leg(chart.vat("19", "EUR"), 19),
    )
    fee = Transfer("rsv:CP1:7", "reservation", "EUR", at, legs, "CP1:7")
    count_transfer(fee, network.counting)
    [row] = report(Asked(FIRST, LAST, By.DAY, Group.SITE), network.figures).rows
    assert (row.period, row.key) == ("2026-01-02", "south")
    assert (row.amounts["net:EUR"], row.amounts["tax:EUR"]) == (100, 19)
