"""A whole in proportion, in whole minor units: the largest remainders get what is left."""

from collections.abc import Sequence


def shared(whole: int, weights: Sequence[int]) -> list[int]:
    """Shares that sum to `whole`, none above its weight while the whole is not above their sum.

    Weights are not negative. Ties go to the first.
    """
    total = sum(weights)
    if total == 0:
        return [0 for _ in weights]
    shares = [whole * one // total for one in weights]
    order = sorted(range(len(weights)), key=lambda n: (-(whole * weights[n] % total), n))
    for number in order[: whole - sum(shares)]:
        shares[number] += 1
    return shares
