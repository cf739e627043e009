"""However many holds are needed still, those that are not give their money back in one round."""

from datetime import timedelta

from tests.builders import KEY, NOW, a_start, a_transfer, minutes

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.charging.vocabulary import SessionKey
from csms.ledger import chart
from csms.ledger.holds import place
from csms.ledger.sweeping import expire_overdue
from csms.settlement.releasing import release_orphans

WALLET = chart.wallet("driver-1")


def holds_of(count: int) -> tuple[MemoryHolds, MemorySessions]:
    """Each third one is of a session that is not there."""
    ledger, sessions = MemoryLedger(), MemorySessions(lambda: NOW)
    ledger.post(a_transfer("fund", (WALLET, count), (chart.opening("EUR"), -count)))
    holds = MemoryHolds(ledger.books)
    for number in range(count):
        key = SessionKey(KEY.station_id, str(number))
        if number % 3:
            sessions.record_start(a_start(key, session_id=f"S{number}"))
        until = minutes(number + 1)
        holds.place(place(f"hld:S{number}", WALLET, "EUR", 1, f"S{number}", NOW, until))
    return holds, sessions


def test_needed_holds_do_not_hide_those_behind_them() -> None:
    holds, sessions = holds_of(50)
    found = release_orphans(NOW + timedelta(hours=1), 3, holds, sessions)
    assert [one.hold_id for one in found.orphans] == [f"hld:S{n}" for n in range(0, 50, 3)]
    assert found.released == 17
    assert release_orphans(NOW + timedelta(hours=1), 3, holds, sessions).orphans == ()


def test_all_that_are_overdue_expire_in_one_round() -> None:
    holds, _ = holds_of(50)
    swept = expire_overdue(minutes(40), 3, holds)
    assert (len(swept.overdue), swept.expired) == (40, 40)
    assert expire_overdue(minutes(40), 3, holds).overdue == ()
