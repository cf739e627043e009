"""The local authorization list of a station (1.6 §3.5.2; 2.0.1 block D)."""

from dataclasses import dataclass, field

from station_simulator.client import Payload


@dataclass
class LocalList:
    """The tokens that may charge offline; version 0 is no list at all."""

    version: int = 0
    tokens: set[str] = field(default_factory=set)

    def update(self, asked: Payload) -> str:
        """Apply a SendLocalList of any version; the status to answer."""
        version = asked["listVersion"] if "listVersion" in asked else asked["versionNumber"]
        full = asked["updateType"] == "Full"
        if not full and version <= self.version:
            return "VersionMismatch"
        entries = asked.get("localAuthorizationList", [])
        kept = {_token(one) for one in entries if "idTagInfo" in one or "idTokenInfo" in one}
        gone = {_token(one) for one in entries} - kept
        self.tokens = kept if full else (self.tokens - gone) | kept
        self.version = version
        return "Accepted"


def _token(entry: Payload) -> str:
    return str(entry["idTag"] if "idTag" in entry else entry["idToken"]["idToken"])
