"""A day with a sample every 10 s: less than 50 ms of CPU for its timeline, and for any price."""

import pytest

from benchmarks.rating import rating_ms

LIMIT_MS = 50


@pytest.fixture(scope="module")
def rating() -> dict[str, float]:
    return rating_ms(repeats=3)


def test_a_day_is_built_and_priced_within_the_limit(rating: dict[str, float]) -> None:
    assert len(rating) == 4
    assert max(rating.values()) < LIMIT_MS, rating
