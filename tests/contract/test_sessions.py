from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.builders import (
    KEY,
    NOW,
    a_payer,
    a_progress,
    a_settlement,
    a_start,
    a_stop,
    a_tariff,
    minutes,
)

from csms.charging.facts import Chosen, MeterReading
from csms.charging.model import ChargingSession
from csms.charging.ports import OrphanFact
from csms.charging.tariff_choice import TariffChoice
from csms.charging.vocabulary import Flag, SessionKey, SessionState
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.contract.conftest import Ports


def stored(ports: "Ports", key: SessionKey = KEY) -> ChargingSession:
    session = ports.sessions.get(key)
    assert session is not None
    return session


def test_unknown_session_is_none(ports: "Ports") -> None:
    assert ports.sessions.get(KEY) is None
    assert ports.sessions.find("SESSION") is None


def test_start_opens_a_session(ports: "Ports") -> None:
    opened = ports.sessions.record_start(a_start(flags=frozenset({"offline"})))
    assert opened == stored(ports) == ports.sessions.find("SESSION-CP1-T1")
    assert (opened.state, opened.active) == (SessionState.CHARGING, True)
    assert opened.start is not None
    assert opened.start.tariff == a_tariff()
    assert opened.start.reading == MeterReading(NOW, register_wh=1000)
    assert (opened.start.evse_id, opened.start.connector_id) == (1, 1)
    assert (opened.start.site_id, opened.start.current_type) == ("site-1", "AC")
    assert (opened.payer, opened.started_at) == (a_payer(), NOW)
    assert opened.flags == {"offline"}


def test_repeated_start_returns_the_same_session(ports: "Ports") -> None:
    first = ports.sessions.record_start(a_start())
    again = ports.sessions.record_start(a_start(session_id="OTHER", received_at=minutes(5)))
    assert again == first == stored(ports)


def test_second_start_with_other_content_keeps_the_first_tariff(ports: "Ports") -> None:
    first = ports.sessions.record_start(a_start())
    other = a_start(
        start_key="other", tariff=a_tariff("9.99", version=2), payer=a_payer("driver-2", "TAG-2")
    )
    assert ports.sessions.record_start(other) == first == stored(ports)


def test_start_without_tariff_and_payer_is_stored(ports: "Ports") -> None:
    bare = a_start(
        payer=None, tariff=None, site_id=None, current_type=None, reading=None, remote_start_id=7
    )
    session = ports.sessions.record_start(bare)
    assert session.payer is None
    assert session.start is not None
    assert (session.start.tariff, session.start.reading) == (None, None)
    assert (session.start.site_id, session.start.current_type) == (None, None)
    assert session.start.remote_start_id == 7
    assert session.energy_wh == 0


def test_clock_of_a_station_that_was_never_set_is_kept(ports: "Ports") -> None:
    at = datetime(1, 1, 1, tzinfo=UTC)
    ports.sessions.record_start(a_start(at=at))
    assert stored(ports).started_at == at


def test_progress_moves_the_session_on(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    assert ports.sessions.record_progress(
        a_progress(5, 1500, power_w=11_000, soc_percent=40, charging_state="SuspendedEV")
    )
    session = stored(ports)
    assert session.latest == MeterReading(minutes(5), 1500, 11_000, 40)
    assert (session.state, session.energy_wh) == (SessionState.SUSPENDED_EV, 500)


def test_older_progress_changes_nothing(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(a_progress(5, 1500, charging_state="Charging"))
    before = stored(ports)
    assert ports.sessions.record_progress(a_progress(4, 1400, charging_state="SuspendedEV"))
    assert stored(ports) == before


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_newest_known_value_of_each_quantity_counts(ports: "Ports", order: tuple[int, ...]) -> None:
    facts = [
        a_progress(1, 1100, power_w=7000, soc_percent=40, charging_state="SuspendedEVSE"),
        a_progress(2, 1200, charging_state="Charging"),
        a_progress(3, power_w=9000),
    ]
    for number in order:
        ports.sessions.record_progress(facts[number])
    session = stored(ports)
    assert session.latest == MeterReading(minutes(3), 1200, 9000, 40)
    assert session.charging_state == "Charging"


def test_messages_of_one_moment_complete_each_other(ports: "Ports") -> None:
    ports.sessions.record_progress(a_progress(1, power_w=7000))
    ports.sessions.record_progress(a_progress(1, 1100))
    assert stored(ports).latest == MeterReading(minutes(1), 1100, 7000)


def test_progress_before_start_opens_the_session(ports: "Ports") -> None:
    assert ports.sessions.record_progress(a_progress(5, 1500, charging_state="SuspendedEV"))
    early = stored(ports)
    assert (early.start, early.energy_wh) == (None, 0)
    session = ports.sessions.record_start(a_start(charging_state="Charging"))
    assert session.session_id == early.session_id
    assert (session.energy_wh, session.charging_state) == (500, "SuspendedEV")
    assert session.started_at == NOW


def test_state_of_the_start_holds_until_there_is_a_newer_one(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(charging_state="EVConnected"))
    ports.sessions.record_progress(a_progress(1, 1100))
    assert stored(ports).state is SessionState.PREPARING


def test_progress_after_stop_never_reopens(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop())
    assert ports.sessions.record_progress(a_progress(90, 9000, charging_state="Charging"))
    session = stored(ports)
    assert (session.state, session.active, session.energy_wh) == (SessionState.ENDED, False, 5000)


def test_progress_of_an_unknown_session_may_be_refused(ports: "Ports") -> None:
    assert not ports.sessions.record_progress(a_progress(5, 1500, known_only=True))
    assert ports.sessions.get(KEY) is None


def test_known_progress_is_taken(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    assert ports.sessions.record_progress(a_progress(5, 1500, known_only=True))
    assert ports.sessions.record_progress(a_progress(5, 1500, known_only=True))
    assert stored(ports).energy_wh == 500


def test_stop_ends_the_session(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    session = ports.sessions.record_stop(a_stop(flags=frozenset({"closed_by_operator"})))
    assert session == stored(ports)
    assert (session.state, session.active, session.energy_wh) == (SessionState.ENDED, False, 5000)
    assert session.stop is not None
    assert (session.stop.reason, session.stop.stopped_at) == ("Local", minutes(60))
    assert session.stop.reading == MeterReading(minutes(60), register_wh=6000)
    assert session.flags == {"closed_by_operator"}


def test_repeated_stop_changes_nothing(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    first = ports.sessions.record_stop(a_stop())
    assert ports.sessions.record_stop(a_stop(received_at=minutes(99))) == first == stored(ports)


def test_second_different_stop_is_flagged_and_the_first_counts(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    first = ports.sessions.record_stop(a_stop())
    assert first is not None
    second = ports.sessions.record_stop(a_stop(minute=90, stop_key="other", reason="Remote"))
    assert second == stored(ports)
    assert second.flags == {Flag.CONFLICTING_STOP}
    assert second.energy_wh == 5000
    assert (second.stop and second.stop.stop_key) == "stop"


def test_stop_before_start_is_completed_by_it(ports: "Ports") -> None:
    early = ports.sessions.record_stop(a_stop())
    assert early is not None
    assert (early.state, early.energy_wh) == (SessionState.ENDED, 0)
    session = ports.sessions.record_start(a_start())
    assert (session.state, session.energy_wh) == (SessionState.ENDED, 5000)
    assert session.session_id == early.session_id
    assert session == stored(ports) == ports.sessions.record_start(a_start())


def test_stop_of_an_unknown_session_may_be_refused(ports: "Ports") -> None:
    assert ports.sessions.record_stop(a_stop(known_only=True)) is None
    assert ports.sessions.get(KEY) is None


def test_stop_without_reading_falls_back_to_the_latest(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_progress(a_progress(5, 1500))
    ports.sessions.record_stop(a_stop(reading=None))
    assert stored(ports).energy_wh == 500


def test_payer_is_added_where_the_start_named_none(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(payer=None))
    ports.sessions.record_payer(KEY, a_payer(order="1"))
    ports.sessions.record_payer(KEY, a_payer(order="1"))
    assert stored(ports).payer == a_payer(order="1")


def test_payer_before_start_opens_the_session(ports: "Ports") -> None:
    ports.sessions.record_payer(KEY, a_payer(order="1"))
    session = ports.sessions.record_start(a_start(payer=None))
    assert session.payer == a_payer(order="1")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_first_payer_by_the_stations_order_pays(ports: "Ports", order: tuple[int, ...]) -> None:
    facts: list[Callable[[], object]] = [
        lambda: ports.sessions.record_start(a_start(payer=None)),
        lambda: ports.sessions.record_payer(KEY, a_payer("driver-1", "TAG-1", "1")),
        lambda: ports.sessions.record_payer(KEY, a_payer("driver-2", "TAG-2", "2")),
    ]
    for number in order:
        facts[number]()
    assert stored(ports).payer == a_payer("driver-1", "TAG-1", "1")


@pytest.mark.parametrize("start_first", [True, False])
def test_payer_of_the_start_comes_before_all_others(ports: "Ports", start_first: bool) -> None:
    facts: list[Callable[[], object]] = [
        lambda: ports.sessions.record_start(a_start(payer=a_payer("driver-1", "TAG-1"))),
        lambda: ports.sessions.record_payer(KEY, a_payer("driver-2", "TAG-2", "2")),
    ]
    for record in facts if start_first else reversed(facts):
        record()
    assert stored(ports).payer == a_payer("driver-1", "TAG-1")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_accepted_token_pays_whoever_was_refused(ports: "Ports", order: tuple[int, ...]) -> None:
    refused = a_payer(None, "UNKNOWN")
    facts: list[Callable[[], object]] = [
        lambda: ports.sessions.record_start(a_start(payer=refused)),
        lambda: ports.sessions.record_payer(KEY, a_payer("driver-2", "TAG-2", "2")),
        lambda: ports.sessions.record_payer(KEY, a_payer(None, "OTHER", "1")),
    ]
    for number in order:
        facts[number]()
    session = stored(ports)
    assert session.payer == a_payer("driver-2", "TAG-2", "2")
    assert session.start is not None
    assert session.start.payer is not None
    assert session.start.payer.token_id == "UNKNOWN"


def test_refused_tokens_alone_refuse(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(payer=None))
    ports.sessions.record_payer(KEY, a_payer(None, "TAG-2", "2"))
    ports.sessions.record_payer(KEY, a_payer(None, "TAG-1", "1"))
    assert stored(ports).payer == a_payer(None, "TAG-1", "1")
    assert stored(ports).state is SessionState.REFUSED


def test_orphan_is_kept_once_and_is_no_session(ports: "Ports") -> None:
    orphan = OrphanFact("CP1", "digest", "stop", NOW, NOW, {"register_wh": None})
    ports.sessions.record_orphan(orphan)
    ports.sessions.record_orphan(orphan)
    assert ports.sessions.get(SessionKey("CP1", "digest")) is None
    (kept,), more = ports.sessions.orphans_of("CP1", 10, None)
    assert (kept.digest, kept.kind, kept.occurred_at, more) == ("digest", "stop", NOW, None)
    assert ports.sessions.orphans_of("CP2", 10, None) == ([], None)


def test_orphans_are_paged_and_keep_the_session_they_belong_to(ports: "Ports") -> None:
    orphans = [
        OrphanFact("CP1", f"d{one}", "stop", NOW, NOW, {"register_wh": one, "reason": "Local"})
        for one in range(5)
    ]
    for orphan in reversed(orphans):
        ports.sessions.record_orphan(orphan)
    ports.sessions.resolve_orphan(orphans[1], "SESSION")
    orphans[1] = replace(orphans[1], session_id="SESSION")

    shown, cursor = ports.sessions.orphans_of("CP1", 3, None)
    rest, end = ports.sessions.orphans_of("CP1", 3, cursor)
    assert [*shown, *rest] == orphans
    assert end is None
    assert ports.sessions.find("SESSION") is None


def test_real_stop_replaces_an_estimate_and_no_estimate_a_real_one(ports: "Ports") -> None:
    estimate = a_stop(minute=50, stop_key="estimate", estimated=True)
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(estimate)
    assert stored(ports).flags == {"stop_missing"}
    ports.sessions.record_stop(replace(estimate, stop_key="another", stopped_at=NOW))
    assert stored(ports).stop == replace(estimate, flags=frozenset())

    real = a_stop(reading=None)
    ports.sessions.record_stop(real)
    ports.sessions.record_stop(estimate)
    assert stored(ports).stop == real
    assert stored(ports).flags == frozenset()


def test_matched_stop_gives_way_to_its_own_and_to_an_earlier_estimate(ports: "Ports") -> None:
    matched = a_stop(stop_key="matched", matched=True)
    estimate = a_stop(minute=50, stop_key="estimate", estimated=True)
    ports.sessions.record_start(a_start())
    for stop in (matched, replace(estimate, stopped_at=minutes(70))):
        ports.sessions.record_stop(stop)
        assert stored(ports).stop == matched
    assert stored(ports).flags == {"matched_without_id"}
    for stop in (estimate, matched, a_stop()):
        ports.sessions.record_stop(stop)
        assert stored(ports).stop == stop
    assert stored(ports).flags == frozenset()


def test_settled_estimate_stays_and_the_real_stop_is_a_conflict(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop(stop_key="estimate", estimated=True))
    assert ports.settlements.settle(KEY, a_settlement(), None)
    ports.sessions.record_stop(a_stop())
    assert stored(ports).flags == {"stop_missing", "conflicting_stop"}
    assert stored(ports).stop.stop_key == "estimate"  # type: ignore[union-attr]


def test_what_a_start_and_a_stop_say_of_clock_and_token_is_kept(ports: "Ports") -> None:
    payer = replace(a_payer(), group_id="G1")
    ports.sessions.record_start(a_start(reported_at="1970", payer=payer))
    stop = a_stop(reported_at="2099", token_id="OTHER", group_id="G2")
    ports.sessions.record_stop(stop)
    session = stored(ports)
    assert (session.payer, session.stop) == (payer, stop)
    assert session.start is not None
    assert session.start.reported_at == "1970"
    assert session.flags == {"stopped_by_other_token"}


def test_transactions_of_two_stations_are_two_sessions(ports: "Ports") -> None:
    other = SessionKey("CP2", "T1")
    ports.sessions.record_start(a_start())
    ports.sessions.record_start(a_start(other))
    ports.sessions.record_stop(a_stop())
    assert (stored(ports).active, stored(ports, other).active) == (False, True)


def test_numbers_of_events_are_kept_in_any_order(ports: "Ports") -> None:
    facts: dict[str, Callable[[], object]] = {
        "start": lambda: ports.sessions.record_start(a_start(seq_no=0)),
        "late": lambda: ports.sessions.record_progress(a_progress(2, seq_no=2)),
        "newer": lambda: ports.sessions.record_progress(a_progress(5, 1100, seq_no=5)),
        "with its readings": lambda: ports.sessions.record_progress(a_progress(6, 1200)),
        "stop": lambda: ports.sessions.record_stop(a_stop(seq_no=8)),
        "other stop": lambda: ports.sessions.record_stop(a_stop(stop_key="o", seq_no=9)),
    }
    for name in ("newer", "late", "late", "stop", "with its readings", "other stop", "start"):
        facts[name]()
    assert stored(ports).seq_nos == {0, 2, 5, 8, 9}


def test_running_session_is_flagged_once(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    assert ports.sessions.flag_running(KEY, Flag.SILENT)
    assert not ports.sessions.flag_running(KEY, Flag.SILENT)
    assert stored(ports).flags == {"silent"}
    ports.sessions.record_stop(a_stop())
    assert not ports.sessions.flag_running(KEY, Flag.EVENTS_MISSING)


def test_free_connector_is_noted_while_the_session_runs(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.mark_free(KEY, minutes(5))
    assert stored(ports).free_since == minutes(5)
    ports.sessions.mark_free(KEY, None)
    assert stored(ports).free_since is None
    ports.sessions.record_stop(a_stop())
    ports.sessions.mark_free(KEY, minutes(6))
    assert stored(ports).free_since is None


def chosen(tariff: Tariff | None, before: Chosen, whom: str) -> TariffChoice:
    return TariffChoice(tariff, replace(before, circumstances=whom), CurrentType.DC, 50_000)


def test_tariff_is_chosen_anew_by_who_has_seen_the_choice_before(ports: "Ports") -> None:
    ports.sessions.record_start(a_start(tariff=None, chosen=Chosen("none", "0.0|", depends=True)))
    first = Chosen("none", "0.0|", depends=True)
    session = ports.sessions.record_tariff(KEY, chosen(a_tariff("0.5"), first, "2.1|A"), first)
    assert session is not None
    assert session.start is not None
    assert (session.start.tariff, session.start.current_type) == (a_tariff("0.5"), CurrentType.DC)
    assert (session.start.max_power_w, session.flags) == (50_000, frozenset())
    late = ports.sessions.record_tariff(KEY, chosen(a_tariff("0.9"), first, "2.1|B"), first)
    assert late == session
    second = session.start.chosen
    gone = ports.sessions.record_tariff(KEY, chosen(None, second, "2.1|C"), second)
    assert gone is not None
    assert gone.start is not None
    assert gone.start.tariff is None
    assert gone.flags == {Flag.NO_TARIFF}


def test_tariff_of_a_settled_session_stays(ports: "Ports") -> None:
    before = Chosen("why", "1.1|", depends=True)
    ports.sessions.record_start(a_start(chosen=before))
    ports.sessions.record_stop(a_stop())
    ports.settlements.settle(KEY, a_settlement(), None)
    session = ports.sessions.record_tariff(KEY, chosen(a_tariff("9"), before, "1.1|A"), before)
    assert session == ports.sessions.get(KEY)
    assert session is not None
    assert session.start is not None
    assert session.start.tariff == a_tariff()


def test_tariff_of_a_session_without_start_is_not_chosen(ports: "Ports") -> None:
    before = Chosen()
    assert ports.sessions.record_tariff(KEY, chosen(a_tariff(), before, "A"), before) is None
    ports.sessions.record_payer(KEY, a_payer(order="1"))
    session = ports.sessions.record_tariff(KEY, chosen(a_tariff(), before, "A"), before)
    assert session is not None
    assert session.start is None
