"""Strategies shared by the properties: any order, any repetition."""

from collections.abc import Sequence

from hypothesis import strategies as st


@st.composite
def arrivals[Fact](draw: st.DrawFn, facts: Sequence[Fact]) -> list[Fact]:
    """Every fact at least once, some again, in any order."""
    repeated = draw(st.lists(st.sampled_from(facts), max_size=5))
    return list(draw(st.permutations([*facts, *repeated])))
