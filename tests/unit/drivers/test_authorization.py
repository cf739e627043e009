import pytest
from tests.builders import NOW, minutes

from csms.drivers.authorization import authorize
from csms.drivers.model import (
    Authorization,
    AuthorizationStatus,
    Token,
    TokenStatus,
    normal_token_id,
)


def test_known_token_is_accepted_with_whom_it_concerns() -> None:
    token = Token("TAG-1", TokenStatus.ACCEPTED, "driver-1", "group", minutes(1))
    decision = authorize(token, NOW)
    assert decision == Authorization(AuthorizationStatus.ACCEPTED, "driver-1", "group", minutes(1))
    assert decision.accepted


def test_unknown_token_is_unknown() -> None:
    assert authorize(None, NOW) == Authorization(AuthorizationStatus.UNKNOWN)
    assert not authorize(None, NOW).accepted


@pytest.mark.parametrize(
    ("token", "status"),
    [
        (Token("T", TokenStatus.BLOCKED), AuthorizationStatus.BLOCKED),
        (Token("T", TokenStatus.BLOCKED, expires_at=minutes(-1)), AuthorizationStatus.BLOCKED),
        (Token("T", TokenStatus.ACCEPTED, expires_at=minutes(-1)), AuthorizationStatus.EXPIRED),
        (Token("T", TokenStatus.ACCEPTED, expires_at=NOW), AuthorizationStatus.EXPIRED),
        (Token("T", TokenStatus.ACCEPTED, expires_at=minutes(1)), AuthorizationStatus.ACCEPTED),
    ],
)
def test_blocked_comes_before_expired(token: Token, status: AuthorizationStatus) -> None:
    assert authorize(token, NOW).status is status


def test_tokens_compare_without_case_and_padding() -> None:
    assert normal_token_id(" 04a2b3c4 ") == normal_token_id("04A2B3C4") == "04A2B3C4"
