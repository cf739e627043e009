"""Pages of what is kept in a dict, by its key."""

from collections.abc import Mapping


def page_of[Thing](
    kept: Mapping[str, Thing], limit: int, cursor: str | None
) -> tuple[list[Thing], str | None]:
    """The cursor is the last key shown."""
    following = sorted(one for one in kept if cursor is None or one > cursor)
    shown = following[:limit]
    return [kept[one] for one in shown], shown[-1] if len(following) > limit else None
