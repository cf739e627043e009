"""A whole session for each maker, told with its habits, settles at what the car really took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.vendors.habits_file import KEYS, Habits
from tests.vendors.maker_files import only_files
from tests.vendors.whole_session import WholeSession, require_right

from csms.vendors.model import Traits, Vendor
from csms.vendors.registry import all_vendors

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendors.playing import Clock

MAKERS = {one.key: one for one in all_vendors()}


@pytest.mark.parametrize("key", KEYS)
def test_session_settles_at_what_the_car_took(key: str, clock: Clock) -> None:
    played = WholeSession(key, clock)
    require_right(played.habits, played.run())
    assert played.vendor_key() == (maker_of(key).key if played.habits.boot else "generic")


@pytest.mark.parametrize("key", [one for one in KEYS if one in MAKERS])
def test_without_its_file_only_its_own_session_goes_wrong(
    key: str, clock: Clock, tmp_path: Path
) -> None:
    """The file is really not there; each session is played without some other maker's, too."""
    other = KEYS[(KEYS.index(key) + 1) % len(KEYS)]
    gone = key.replace("-", "_")
    with only_files(lambda name: name != gone, tmp_path):
        if needs_its_file(MAKERS[key]):
            with pytest.raises(AssertionError):
                play_all(key, clock)
        else:
            play_all(key, clock)
        if maker_of(other).key != key:
            play(other, clock)


@pytest.mark.parametrize("key", KEYS)
def test_what_general_repairs_do_for_a_maker_is_said_and_counted(key: str) -> None:
    """A session shows its maker's own file, or repairs of any station, or has nothing odd in it."""
    maker = maker_of(key)
    odd = [one for one in maker.quirks if one.test == "frame"]
    assert Habits.of(key).general or needs_its_file(maker) or not odd


def test_every_maker_has_its_habits() -> None:
    assert set(MAKERS) <= set(KEYS)


def play_all(maker: str, clock: Clock) -> None:
    for key in KEYS:
        if maker_of(key).key == maker:
            play(key, clock)


def play(key: str, clock: Clock) -> None:
    played = WholeSession(key, clock)
    require_right(played.habits, played.run())


def maker_of(key: str) -> Vendor:
    habits = Habits.of(key)
    return MAKERS.get(habits.vendor or key) or Vendor("generic", "any", ())


def needs_its_file(maker: Vendor) -> bool:
    """Whether more stands there than what the stations call themselves, and what is odd."""
    own = (
        maker.identify, maker.incoming, maker.incoming_2x, maker.extensions, maker.configuration,
        maker.currents,
    )  # fmt: skip
    return any(own) or maker.traits != Traits()
