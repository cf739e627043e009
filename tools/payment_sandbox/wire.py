"""Form parameters with brackets to nested values, and things to answers."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

_PART = re.compile(r"\[([^\]]*)\]")
Params = dict[str, Any]


async def form_of(request: Request) -> list[tuple[str, str]]:
    """The pairs of a body in the form of HTML forms."""
    return parse_qsl((await request.body()).decode(), keep_blank_values=True)


def nested(pairs: Iterable[tuple[str, str]]) -> Params:
    """`a[b]=1&c[0]=2` as {"a": {"b": "1"}, "c": ["2"]}."""
    tree: Params = {}
    for name, value in pairs:
        head, _, rest = name.partition("[")
        path = [head, *_PART.findall(f"[{rest}" if rest else "")]
        place = tree
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1] or str(len(place))] = value
    return {name: _listed(value) for name, value in tree.items()}


def whole(params: Mapping[str, Any], name: str, default: int | None = None) -> int | None:
    """A whole number of the parameters."""
    return int(params[name]) if name in params else default


def truth(params: Mapping[str, Any], name: str) -> bool:
    """A truth value of the parameters."""
    return params.get(name) == "true"


def listing(path: str, things: list[dict[str, Any]], params: Params) -> dict[str, Any]:
    """A page of a list, newest first."""
    limit = whole(params, "limit", 10) or 10
    after = params.get("starting_after")
    ids = [one["id"] for one in things]
    start = ids.index(after) + 1 if after in ids else 0
    page = things[start : start + limit]
    more = len(things) > start + limit
    return {"object": "list", "url": path, "has_more": more, "data": page}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner
