"""A day with a sample every 10 s is priced in less than 50 ms of CPU, whatever the tariff."""

import pytest

from benchmarks.rating import rating_ms

LIMIT_MS = 50


@pytest.fixture(scope="module")
def rating() -> dict[str, float]:
    return rating_ms(repeats=3)


def test_a_day_is_priced_within_the_limit(rating: dict[str, float]) -> None:
    assert len(rating) == 3
    assert max(rating.values()) < LIMIT_MS, rating
