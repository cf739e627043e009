"""The makers' files that are there: all but one, or one alone, as if the others were deleted."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from csms.vendors import makers, registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

PACKAGE = Path(makers.__file__).parent


@contextmanager
def only_files(wanted: Callable[[str], bool], folder: Path) -> Iterator[None]:
    """This process as one that starts with only those of the makers' modules that are wanted.

    `folder` is an empty one for them. What was imported before comes back in the end.
    """
    for file in PACKAGE.iterdir():
        if file.stem.startswith("_") or wanted(file.stem):
            (folder / file.name).symlink_to(file)
    before = _taken_out()
    paths = makers.__path__
    makers.__path__ = [str(folder)]
    try:
        yield
    finally:
        _taken_out()
        makers.__path__ = paths
        sys.modules.update(before)
        for name, module in before.items():
            parent, _, own = name.rpartition(".")
            setattr(sys.modules[parent], own, module)


def _taken_out() -> dict[str, ModuleType]:
    """The imported makers, which are not any more; and nothing remembered of them."""
    names = [one for one in sys.modules if one.startswith(f"{makers.__name__}.")]
    taken = {one: sys.modules.pop(one) for one in names}
    for one in (one.removeprefix(f"{makers.__name__}.") for one in names):
        if "." not in one and hasattr(makers, one):
            delattr(makers, one)
    for remembered in vars(registry).values():
        if hasattr(remembered, "cache_clear"):
            remembered.cache_clear()
    return taken
