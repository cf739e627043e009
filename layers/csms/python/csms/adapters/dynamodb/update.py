"""Update expressions, composed attribute by attribute; None means: leave it alone."""

from __future__ import annotations

from typing import Any

from csms.adapters.dynamodb.table import marshal


class Update:
    """SET, ADD and REMOVE clauses with placeholders for every name and value."""

    def __init__(self) -> None:
        """Start empty."""
        self._sets: list[str] = []
        self._adds: list[str] = []
        self._removes: list[str] = []
        self._names: dict[str, str] = {}
        self._values: dict[str, Any] = {}

    def set(self, **attributes: Any) -> Update:
        """Set attributes."""
        for name, value in attributes.items():
            if value is not None:
                self._sets.append(f"{self._name(name)} = {self.value(name, value)}")
        return self

    def replace(self, **attributes: Any) -> Update:
        """Set attributes; those without a value are removed, so that nothing old shines through."""
        for name, value in attributes.items():
            self.set(**{name: value}) if value is not None else self.remove(name)
        return self

    def set_once(self, **attributes: Any) -> Update:
        """Set attributes that have no value yet."""
        for name, value in attributes.items():
            if value is not None:
                place = self._name(name)
                self._sets.append(f"{place} = if_not_exists({place}, {self.value(name, value)})")
        return self

    def carry(self, source: str, target: str, default: Any) -> Update:
        """Set `target` to what `source` was before this update; the default if it was not there."""
        value = self.value(target, default)
        self._sets.append(f"{self._name(target)} = if_not_exists({self._name(source)}, {value})")
        return self

    def append(self, **attributes: list[Any]) -> Update:
        """Append to lists, which need not be there yet."""
        empty = self.value("empty", [])
        for name, value in attributes.items():
            place = self._name(name)
            whole = f"if_not_exists({place}, {empty})"
            self._sets.append(f"{place} = list_append({whole}, {self.value(name, value)})")
        return self

    def add(self, **attributes: Any) -> Update:
        """Add a number to an attribute, or members to a set; empty sets are left out."""
        for name, value in attributes.items():
            if value is not None and value != set():
                self._adds.append(f"{self._name(name)} {self.value(f'add_{name}', value)}")
        return self

    def remove(self, *names: str) -> Update:
        """Remove attributes."""
        self._removes.extend(self._name(name) for name in names)
        return self

    def value(self, name: str, value: Any) -> str:
        """A placeholder, also for use in the condition."""
        self._values[f":{name}"] = value
        return f":{name}"

    def render(self, condition: str | None = None) -> dict[str, Any]:
        """The arguments of UpdateItem. `condition` names attributes plainly, values by `:name`."""
        clauses = [
            f"{word} {', '.join(parts)}"
            for word, parts in (
                ("SET", self._sets),
                ("ADD", self._adds),
                ("REMOVE", self._removes),
            )
            if parts
        ]
        arguments: dict[str, Any] = {"UpdateExpression": " ".join(clauses)}
        if self._names:
            arguments["ExpressionAttributeNames"] = self._names
        if self._values:
            arguments["ExpressionAttributeValues"] = marshal(self._values)
        if condition:
            arguments["ConditionExpression"] = condition
        return arguments

    def _name(self, name: str) -> str:
        self._names[f"#{name}"] = name
        return f"#{name}"
