from tests.builders import NOW, a_progress, a_start, a_stop, minutes

from csms.adapters.memory.sessions import MemorySessions
from csms.charging.closing import close_session
from csms.charging.vocabulary import Flag, SessionState


def test_closed_session_ends_at_its_latest_reading() -> None:
    sessions = MemorySessions(lambda: NOW)
    sessions.record_start(a_start())
    sessions.record_progress(a_progress(30, 3000))
    session = sessions.find("SESSION-CP1-T1")
    assert session is not None
    closed = close_session(session, "Other", minutes(90), sessions)
    assert (closed.state, closed.energy_wh) == (SessionState.ENDED, 2000)
    assert closed.stop is not None
    assert (closed.stop.reason, closed.stop.stopped_at) == ("Other", minutes(30))
    assert closed.ended_at == minutes(30)
    assert closed.flags == {Flag.CLOSED_BY_OPERATOR}
    assert close_session(session, "Other", minutes(99), sessions) == closed


def test_session_that_has_stopped_stays_as_it_is() -> None:
    sessions = MemorySessions(lambda: NOW)
    sessions.record_start(a_start())
    stopped = sessions.record_stop(a_stop())
    assert stopped is not None
    assert close_session(stopped, "Other", minutes(90), sessions) == stopped


def test_late_stop_of_the_station_is_a_conflict() -> None:
    sessions = MemorySessions(lambda: NOW)
    closed = close_session(sessions.record_start(a_start()), "Other", minutes(90), sessions)
    late = sessions.record_stop(a_stop())
    assert late is not None
    assert late.stop == closed.stop
    assert late.flags == {Flag.CLOSED_BY_OPERATOR, Flag.CONFLICTING_STOP}
