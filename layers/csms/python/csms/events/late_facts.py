"""Facts that reach a session after its settlement: what tells that there is a new one."""

from collections.abc import Iterator, Mapping
from typing import Any


def heard_of(item: Mapping[str, Any]) -> str:
    """Changes with each fact that a stored session takes: its newest event, a late one, a stop."""
    late_stop = item.get("late_stop", {}).get("stop_key", "")
    return f"{item.get('latest_order', '')}|{item.get('late_fact', '')}|{late_stop}"


def late_facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The times of facts that are new on a session which a machine had settled before.

    What was measured after the settlement is about another session: some stations go on to name
    a transaction that is over.
    """
    settled = new.get("settlement", {})
    if "settlement" not in old or settled.get("outcome") != "settled" or settled.get("decided"):
        return
    for name in ("latest_order", "late_fact"):
        order = str(new.get(name, ""))
        at = order.partition("#")[0]
        if order != old.get(name, "") and at and at <= settled["settled_at"]:
            yield at
    if "late_stop" in new and "late_stop" not in old:
        yield str(new["late_stop"]["stopped_at"])
