"""What is missing of a transaction depends on what arrived, not on how."""

from hypothesis import given
from hypothesis import strategies as st
from tests.memory_network import V21, V201, a_network
from tests.property.facts import arrivals
from tests.property.test_transaction_frames import Frame, event, send

from csms.charging.completeness import LISTED, missing_seq_nos
from csms.charging.vocabulary import SessionKey
from csms.ocpp.handshake import Connection

KEY = SessionKey("CP1", "T1")


@st.composite
def transaction_with_gaps(draw: st.DrawFn) -> tuple[list[Frame], set[int]]:
    """Frames that begin to count anywhere, some of them lost; and the numbers of the rest."""
    first, length = draw(st.integers(0, 20)), draw(st.integers(2, 12))
    kinds = ["Started", *["Updated"] * (length - 2), "Ended"]
    frames = [
        (first + index, draw(event(kind, index, first + index))) for index, kind in enumerate(kinds)
    ]
    kept = draw(st.lists(st.sampled_from(frames), min_size=1, unique_by=lambda one: one[0]))
    return [frame for _, frame in kept], {number for number, _ in kept}


def missing_after(frames: list[Frame], connection: Connection) -> tuple[int, ...]:
    network = a_network()
    send(network, connection, frames)
    session = network.sessions.get(KEY)
    assert session is not None
    return missing_seq_nos(session.seq_nos | network.telemetry.of_session(KEY).seq_nos)


@given(st.data())
def test_any_order_and_repetition_of_events_misses_the_same_numbers(data: st.DataObject) -> None:
    frames, numbers = data.draw(transaction_with_gaps())
    expected = tuple(sorted(set(range(min(numbers), max(numbers))) - numbers))
    connection = data.draw(st.sampled_from([V201, V21]))
    assert missing_after(data.draw(arrivals(frames)), connection) == expected


@given(st.lists(st.integers(0, 1 << 31)))
def test_numbers_that_jump_are_listed_within_bounds(numbers: list[int]) -> None:
    missing = missing_seq_nos(numbers)
    assert len(missing) <= LISTED
    assert not set(missing) & set(numbers)
    assert list(missing) == sorted(set(missing))
