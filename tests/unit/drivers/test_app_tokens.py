from dataclasses import replace

from csms.adapters.memory.directory import MemoryTokens
from csms.drivers.app_tokens import LONGEST, app_token, app_token_id
from csms.drivers.model import TokenStatus, normal_token_id


def test_app_token_is_made_once_for_a_driver() -> None:
    tokens = MemoryTokens()
    token = app_token("driver-1", tokens)
    assert (token.driver_id, token.status) == ("driver-1", TokenStatus.ACCEPTED)
    assert app_token("driver-1", tokens) == token == tokens.get(token.token_id)


def test_what_the_operator_decided_about_it_stays() -> None:
    tokens = MemoryTokens()
    blocked = replace(app_token("driver-1", tokens), status=TokenStatus.BLOCKED)
    tokens.put(blocked)
    assert app_token("driver-1", tokens) == blocked


def test_app_token_fits_every_version() -> None:
    token_id = app_token_id("driver-1")
    assert len(token_id) <= LONGEST
    assert token_id == normal_token_id(token_id) != app_token_id("driver-2")
