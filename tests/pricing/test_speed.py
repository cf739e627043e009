"""A day with a sample every 10 s: work grows with the samples, not with their square.

How long it takes is for `make bench`; here calls are counted, which no busy computer changes.
"""

import cProfile

from benchmarks.session_rating import rating_of

HOUR, DAY = 360, 8640
# Of Python functions and built-ins, for a sample: meter, timeline and price.
MOST_CALLS = 52


def calls(samples: int) -> int:
    rating, profile = rating_of(samples), cProfile.Profile()
    profile.runcall(rating)
    return sum(one.callcount for one in profile.getstats())


def test_rating_a_session_takes_so_many_calls_for_each_sample() -> None:
    few, day, two_days = calls(HOUR), calls(DAY), calls(2 * DAY)
    assert day < DAY * MOST_CALLS
    assert two_days - day < 1.1 * (day - few) * DAY / (DAY - HOUR)
