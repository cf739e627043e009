import json
import re
from pathlib import Path
from typing import Any

import pytest

from csms.errors import Conflict, Overtaken, Rejected, Unavailable

from .moto_stepfunctions import Engine, engine

_SOURCE = Path(__file__).parents[2] / "statemachines" / "settle_session.asl.json"
_INPUT = {"session_id": "01SESSION", "station_id": "CP001", "transaction_id": "17"}
_POST = {"decision": "post", "gross": {"minor": 1234, "currency": "EUR"}}
_WAIT = {"decision": "wait", "wait_seconds": 300}
_SETTLED = {"session_id": "01SESSION", "outcome": "settled"}
_REVIEWED = {"session_id": "01SESSION", "outcome": "review"}


# Lambda's own trouble: the name on the wire has a prefix that no class statement can spell.
_LAMBDA_FAULT = type("Lambda.ServiceException", (Exception,), {})
_KILLED = type("Runtime.ExitError", (Exception,), {})


def _definition() -> str:
    """As deployed: the functions of the template's DefinitionSubstitutions filled in."""
    text = _SOURCE.read_text().replace("${Partition}", "aws")
    return re.sub(
        r"\$\{(\w+)FunctionArn\}", r"arn:aws:lambda:eu-central-1:123456789012:function:\1", text
    )


def _settle(machine: Engine) -> dict[str, str]:
    execution = machine.run(_definition(), _INPUT)
    assert execution["status"] == "SUCCEEDED", execution
    output: dict[str, str] = json.loads(execution["output"])
    return output


def _functions(machine: Engine) -> list[str]:
    return [call.function for call in machine.calls]


def test_priced_session_is_posted_at_once() -> None:
    with engine(SessionRating=[_POST], TransferPosting=[None]) as machine:
        assert _settle(machine) == _SETTLED
    rating, posting = machine.calls
    assert (rating.function, rating.payload) == ("SessionRating", _INPUT)
    assert (posting.function, posting.payload) == (
        "TransferPosting",
        _INPUT | _POST | {"rounds": 1},
    )
    assert machine.waits == []


def test_missing_final_reading_is_waited_for_before_posting() -> None:
    with engine(SessionRating=[_WAIT, _POST], TransferPosting=[None]) as machine:
        assert _settle(machine) == _SETTLED
    assert _functions(machine) == ["SessionRating", "SessionRating", "TransferPosting"]
    assert machine.calls[1].payload == _INPUT
    assert machine.waits == [300]


@pytest.mark.parametrize(("asked", "waited"), [(0, 1), (86_400, 3_600)])
def test_wait_is_kept_between_a_second_and_an_hour(asked: int, waited: int) -> None:
    wait = _WAIT | {"wait_seconds": asked}
    with engine(SessionRating=[wait, _POST], TransferPosting=[None]) as machine:
        assert _settle(machine) == _SETTLED
    assert machine.waits == [waited]


def test_reading_that_never_comes_ends_with_a_review() -> None:
    with engine(SessionRating=[_WAIT], SettlementReview=[None]) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine) == ["SessionRating"] * 24 + ["SettlementReview"]
    assert machine.calls[-1].payload["reason"] == "final_reading_missing"


@pytest.mark.parametrize("decision", ["review", "unheard-of"])
def test_whatever_is_not_to_be_posted_or_waited_for_is_reviewed(decision: str) -> None:
    rating = {"decision": decision, "reason": "implausible_energy"}
    with engine(SessionRating=[rating], SettlementReview=[None]) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine) == ["SessionRating", "SettlementReview"]
    assert machine.calls[-1].payload == _INPUT | rating | {"rounds": 1}


@pytest.mark.parametrize(
    "error", [Unavailable("busy"), Conflict("raced"), _LAMBDA_FAULT(), _KILLED()]
)
def test_passing_error_is_tried_again(error: Exception) -> None:
    with engine(SessionRating=[error, _POST], TransferPosting=[error, error, None]) as machine:
        assert _settle(machine) == _SETTLED
    assert _functions(machine) == ["SessionRating"] * 2 + ["TransferPosting"] * 3
    first, *_, last = machine.backoffs
    assert 0 <= first <= 2
    assert 0 <= last <= 4


def test_rating_that_stays_unavailable_is_reviewed() -> None:
    with engine(SessionRating=[Unavailable("down")], SettlementReview=[None]) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine) == ["SessionRating"] * 9 + ["SettlementReview"]
    assert machine.calls[-1].payload == _INPUT | {
        "decision": "review",
        "reason": "rating_failed",
        "rated_stop": None,
        "error": "Unavailable",
    }


def test_posting_that_stays_in_conflict_is_reviewed_with_the_price_at_hand() -> None:
    results: dict[str, list[Any]] = {
        "SessionRating": [_POST],
        "TransferPosting": [Conflict("lost")],
        "SettlementReview": [None],
    }
    with engine(**results) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine).count("TransferPosting") == 9
    review = machine.calls[-1].payload
    assert (review["reason"], review["error"]) == ("posting_failed", "Conflict")
    assert review["gross"] == _POST["gross"]
    assert max(machine.backoffs) <= 300


def test_error_that_no_retry_heals_is_reviewed_at_once() -> None:
    with engine(SessionRating=[Rejected("no tariff")], SettlementReview=[None]) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine) == ["SessionRating", "SettlementReview"]
    assert machine.backoffs == []


def test_execution_fails_where_it_can_be_redriven_when_the_review_itself_fails() -> None:
    rating = {"decision": "review", "reason": "implausible_energy"}
    with engine(SessionRating=[rating], SettlementReview=[Rejected("gone")]) as machine:
        execution = machine.run(_definition(), _INPUT)
    assert (execution["status"], execution["error"]) == ("FAILED", "Rejected")


def test_a_stop_that_came_after_the_rating_is_rated_before_it_is_posted() -> None:
    results: dict[str, list[Any]] = {
        "SessionRating": [_POST, _WAIT, _POST],
        "TransferPosting": [Overtaken("another stop"), None],
    }
    with engine(**results) as machine:
        assert _settle(machine) == _SETTLED
    rate, post = "SessionRating", "TransferPosting"
    assert _functions(machine) == [rate, post, rate, rate, post]
    assert machine.backoffs == []


def test_a_review_that_is_overtaken_is_rated_anew() -> None:
    judged = {"decision": "review", "reason": "no reading", "rated_stop": "guess"}
    results: dict[str, list[Any]] = {
        "SessionRating": [judged, _POST],
        "SettlementReview": [Overtaken("another stop")],
        "TransferPosting": [None],
    }
    with engine(**results) as machine:
        assert _settle(machine) == _SETTLED
    assert machine.calls[1].payload["rated_stop"] == "guess"


def test_facts_that_never_come_to_rest_end_with_a_review() -> None:
    results: dict[str, list[Any]] = {
        "SessionRating": [_POST],
        "TransferPosting": [Overtaken("another stop")],
        "SettlementReview": [None],
    }
    with engine(**results) as machine:
        assert _settle(machine) == _REVIEWED
    assert _functions(machine).count("TransferPosting") == 48


def test_what_cannot_be_posted_is_reviewed_whatever_was_rated_before() -> None:
    """A stop that was waited for must not stand in the way of the review of another one."""
    results: dict[str, list[Any]] = {
        "SessionRating": [_WAIT | {"rated_stop": "guess"}, _POST],
        "TransferPosting": [Conflict("lost")],
        "SettlementReview": [None],
    }
    with engine(**results) as machine:
        assert _settle(machine) == _REVIEWED
    assert machine.calls[-1].payload["rated_stop"] is None


_CARD = {"decision": "capture"}
_PAID = {"decision": "post"}
_UNKNOWN = {"decision": "wait", "wait_seconds": 15}


def _run_card(captures: list[Any], *more: Any) -> tuple[dict[str, str], Engine]:
    results: dict[str, list[Any]] = {
        "SessionRating": [_CARD, *more],
        "CardCapture": captures,
        "TransferPosting": [None],
        "SettlementReview": [None],
    }
    with engine(**results) as machine:
        return _settle(machine), machine


def test_card_is_captured_before_the_ledger_knows() -> None:
    output, machine = _run_card([_PAID])
    assert output == _SETTLED
    assert _functions(machine) == ["SessionRating", "CardCapture", "TransferPosting"]
    assert machine.waits == []


def test_provider_that_does_not_answer_is_asked_again_ever_more_rarely() -> None:
    output, machine = _run_card([_UNKNOWN] * 10 + [_PAID])
    assert output == _SETTLED
    assert machine.waits == [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert _functions(machine).count("CardCapture") == 11


def test_provider_that_never_answers_is_for_a_person() -> None:
    output, machine = _run_card([_UNKNOWN])
    assert output == _REVIEWED
    assert _functions(machine).count("CardCapture") == 22
    assert "TransferPosting" not in _functions(machine)
    assert machine.calls[-1].payload["reason"] == "provider_unknown"


def test_authorisation_that_is_gone_is_reviewed_without_a_posting() -> None:
    gone = {"decision": "review", "reason": "the card's authorisation is expired"}
    output, machine = _run_card([gone])
    assert output == _REVIEWED
    assert _functions(machine) == ["SessionRating", "CardCapture", "SettlementReview"]
    assert machine.calls[-1].payload["reason"] == gone["reason"]


@pytest.mark.parametrize("error", [Unavailable("busy"), Conflict("raced"), _LAMBDA_FAULT()])
def test_crash_of_the_capture_is_run_again(error: Exception) -> None:
    output, machine = _run_card([error, error, _PAID])
    assert output == _SETTLED
    assert _functions(machine).count("CardCapture") == 3
    assert len(machine.backoffs) == 2


def test_capture_that_keeps_failing_is_for_a_person() -> None:
    output, machine = _run_card([Unavailable("down")])
    assert output == _REVIEWED
    assert machine.calls[-1].payload["reason"] == "capture_failed"


def test_stop_that_came_after_the_rating_is_rated_before_it_is_captured() -> None:
    output, machine = _run_card([Overtaken("another stop"), _PAID], _CARD)
    assert output == _SETTLED
    rate, capture = "SessionRating", "CardCapture"
    assert _functions(machine) == [rate, capture, rate, capture, "TransferPosting"]
