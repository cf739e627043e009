"""Which rows of stations a list or a search shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Members of a row by which people look for a station.
NAMES = ("station_id", "name", "site_id", "model")


@dataclass(frozen=True, slots=True)
class RowsWanted:
    """Filters; each one given must hold. `search`: a part of a name or an id, whatever its case."""

    site_id: str | None = None
    status: str | None = None
    search: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether rows of a site, or of all, have to be looked at one by one."""
        return self.status is not None or self.search is not None

    def fits(self, row: Mapping[str, Any]) -> bool:
        """Whether a row is to be shown."""
        here = self.site_id in {None, row.get("site_id")}
        stands = self.status in {None, row.get("status")}
        return here and stands and (self.search or "").casefold() in told(row)


def told(row: Mapping[str, Any]) -> str:
    """What a search looks at."""
    return "\n".join(str(row[name]).casefold() for name in NAMES if row.get(name))
