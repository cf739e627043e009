"""A station with a local list, as the specification describes it, in each version's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from csms.ocpp import schemas

Item = dict[str, Any]


@dataclass
class ListedStation:
    """Applies what it accepts. Every message must fit the schema, the limit and the order."""

    protocol: str = "ocpp1.6"
    most: int = 20
    version: int = 0
    entries: dict[str, Item] = field(default_factory=dict)
    messages: list[Item] = field(default_factory=list)

    @property
    def v16(self) -> bool:
        return self.protocol == "ocpp1.6"

    def get_version(self) -> Item:
        number = self.version if self.entries else 0
        return {"listVersion" if self.v16 else "versionNumber": number}

    def get_limit(self) -> Item:
        if self.v16:
            key = {"key": "SendLocalListMaxLength", "readonly": True, "value": str(self.most)}
            return {"configurationKey": [key]}
        place = {
            "component": {"name": "LocalAuthListCtrlr"},
            "variable": {"name": "ItemsPerMessage"},
        }
        result = {"attributeStatus": "Accepted", "attributeValue": str(self.most), **place}
        return {"getVariableResult": [result]}

    def take(self, payload: Item) -> Item:
        """1.6 §5.15: a full list replaces, a differential one must be newer."""
        schemas.check_request(self.protocol, "SendLocalList", payload)
        self.messages.append(payload)
        version = payload["listVersion" if self.v16 else "versionNumber"]
        items = payload.get("localAuthorizationList", [])
        names = [self.name(one) for one in items]
        assert len(set(names)) == len(names) <= self.most
        if payload["updateType"] == "Full":
            self.entries = {}
        elif version <= self.version:
            return {"status": "VersionMismatch"}
        self.version = version
        for one in items:
            self.entries.pop(self.name(one), None)
            if said := one.get("idTagInfo", one.get("idTokenInfo")):
                self.entries[self.name(one)] = said
        return {"status": "Accepted"}

    def name(self, item: Item) -> str:
        name: str = item["idTag"] if self.v16 else item["idToken"]["idToken"]
        return name

    def answer(self, action: str, payload: Item) -> Item:
        if action == "SendLocalList":
            return self.take(payload)
        return self.get_version() if action == "GetLocalListVersion" else self.get_limit()
