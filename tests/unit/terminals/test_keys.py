"""Keys of terminals: changed over within a day, then the old ones are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.builders import NOW

from csms.adapters.memory.terminals import MemoryTerminals
from csms.errors import Unauthorized
from csms.terminals.registry import OVERLAP, Evse, described, new_key, recognised


def test_an_old_key_is_good_as_long_as_it_takes_to_change_over() -> None:
    terminals = MemoryTerminals()
    terminal = described("T-1", "Gate", [Evse("CP1", 1)], terminals)
    old = new_key(terminal, NOW, terminals)
    for later in (timedelta(0), timedelta(days=400)):
        assert recognised(old, NOW + later, terminals).terminal_id == "T-1"
    changed = terminals.get("T-1")
    assert changed is not None
    new = new_key(changed, NOW, terminals)
    last = NOW + OVERLAP
    assert recognised(old, last - timedelta(seconds=1), terminals).terminal_id == "T-1"
    with pytest.raises(Unauthorized):
        recognised(old, last, terminals)
    assert recognised(new, last, terminals).terminal_id == "T-1"
