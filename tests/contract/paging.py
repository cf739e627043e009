"""Every page of a list, one after the other."""

from collections.abc import Callable


def all_pages[Thing](
    page: Callable[[int, str | None], tuple[list[Thing], str | None]], limit: int
) -> list[Thing]:
    """All things; each page holds `limit` at most and the cursors come to an end."""
    things: list[Thing] = []
    cursor: str | None = None
    for _ in range(100):
        shown, cursor = page(limit, cursor)
        assert len(shown) <= limit
        things += shown
        if cursor is None:
            return things
    raise AssertionError("the list has no end")
