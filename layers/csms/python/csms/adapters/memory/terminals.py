"""Terminals in memory."""

from dataclasses import replace

from csms.adapters.memory.paging import page_of
from csms.errors import Overtaken
from csms.terminals.registry import Terminal


class MemoryTerminals:
    """TerminalRepository over a dict."""

    def __init__(self) -> None:
        """Start without terminals."""
        self._terminals: dict[str, Terminal] = {}

    def get(self, terminal_id: str) -> Terminal | None:
        """See the port."""
        return self._terminals.get(terminal_id)

    def save(self, terminal: Terminal) -> Terminal:
        """See the port."""
        stored = self._terminals.get(terminal.terminal_id)
        if (stored.version if stored else 0) != terminal.version:
            raise Overtaken(f"terminal {terminal.terminal_id} was changed meanwhile")
        after = replace(terminal, version=terminal.version + 1)
        self._terminals[terminal.terminal_id] = after
        return after

    def page(self, limit: int, cursor: str | None) -> tuple[list[Terminal], str | None]:
        """See the port."""
        return page_of(self._terminals, limit, cursor)

    def delete(self, terminal_id: str) -> None:
        """See the port."""
        self._terminals.pop(terminal_id, None)
