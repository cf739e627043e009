"""A payload that breaks its JSON schema, brought to what it must have meant.

Only what needs no guess is done, each step is noted. Unknown words of an enumeration and texts that
are too long stay as they are: handlers take them as text. What is missing stays missing where the
message is worth more than its completeness (`MAY_LACK`): a start that is refused charges all the
same, and nobody pays.
"""

from collections.abc import Callable
from typing import Any

from csms.vendors import scalars
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload, folded
from csms.vendors.scalars import Unfit

Schema = dict[str, Any]
# Messages that are taken without these members (rule 1 of the vendors' quirks).
MAY_LACK = {
    "BootNotification": {
        "chargePointVendor", "chargePointModel", "chargingStation/vendorName",
        "chargingStation/model", "reason",
    },
    "StartTransaction": {"connectorId", "timestamp", "meterStart", "idTag"},
    "StopTransaction": {"timestamp", "meterStop", "transactionId"},
    "StatusNotification": {"errorCode", "timestamp"},
    "MeterValues": {"connectorId", "meterValue/timestamp"},
    "TransactionEvent": {"timestamp", "triggerReason", "seqNo", "meterValue/timestamp"},
    "DataTransfer": {"vendorId"},
    "GetConfiguration": {"configurationKey/readonly"},
}  # fmt: skip
# Words that decide what a message is: an unknown one cannot be taken as text.
DECISIVE = {"eventType", "reservationUpdateStatus"}
# Integers of Wh; any other names or counts something.
REGISTERS = {"meterStart", "meterStop"}
# A text longer than any honest one is refused, whatever it is.
LONGEST = 10_000
# Messages whose answer repeats what they say, so that it must fit there, too.
ECHOED = {"GetCertificateChainStatus", "VatNumberValidation"}
# What decides what a sample's value is. One that cannot be read takes the sample along: the
# standard's default in its place would bill volts, or a thousandth.
OF_A_SAMPLE = {
    "context", "format", "location", "measurand", "multiplier", "phase", "signedMeterValue", "unit",
    "unitOfMeasure",
}  # fmt: skip
SAMPLES = ("sampledValue", "sampledValue/unitOfMeasure")
KEYS, KEY_LENGTH = {"idToken", "idTag", "transactionId"}, 255
DEEPEST = 32


def repair(action: str, schema: Schema, payload: Payload, notes: Notes) -> Payload:
    """The payload as it must have been meant. Raises Unfit if that cannot be known."""
    return _Repair(action, schema, notes).whole(payload)


class _Contradiction:
    """Two spellings of one name that tell different things, none of them the right one."""


class _Repair:
    """One run; `path` is written without the positions in lists: `meterValue/sampledValue`."""

    def __init__(self, action: str, schema: Schema, notes: Notes) -> None:
        self.schema, self.notes = schema, notes
        self.definitions: Schema = schema.get("definitions", {})
        self.echoed = action in ECHOED
        self.may_lack = MAY_LACK.get(action, set())
        self._kinds: dict[str, Callable[[Schema, Any, str, int], Any]] = {
            "object": self._object,
            "array": self._array,
            "string": self._text,
            "integer": self._number,
            "number": self._number,
            "boolean": lambda _schema, value, _path, _depth: scalars.boolean(value, notes),
        }

    def whole(self, payload: Payload) -> Payload:
        return self._object(self.schema, payload, "", DEEPEST)

    def _fit(self, schema: Schema, value: Any, path: str, depth: int) -> Any:
        if depth == 0:
            raise Unfit
        if "$ref" in schema:
            schema = self.definitions[schema["$ref"].rpartition("/")[2]]
        fit = self._kinds.get(schema.get("type", ""))
        return fit(schema, value, path, depth - 1) if fit else value

    def _object(self, schema: Schema, value: Any, path: str, depth: int) -> Payload:
        if isinstance(value, list) and len(value) == 1:
            self.notes.add(Anomaly.NOT_ARRAY)
            value = value[0]
        if not isinstance(value, dict):
            raise Unfit
        properties, required = schema.get("properties", {}), set(schema.get("required", ()))
        found: Payload = {}
        for name, member in self._named(value, schema, path, depth):
            where = f"{path}/{name}" if path else name
            known = properties.get(name)
            if known is None:
                found[name] = member
                continue
            must = name in required and where not in self.may_lack
            must = must or (name in OF_A_SAMPLE and path.endswith(SAMPLES))
            self._keep(found, name, known, member, (where, must, depth))
        lacking = {one for one in required - found.keys() if self._at(path, one) in self.may_lack}
        for _ in lacking:
            self.notes.add(Anomaly.REQUIRED_FIELD_MISSING)
        if required - found.keys() - lacking:
            raise Unfit
        return found

    def _keep(
        self, found: Payload, name: str, schema: Schema, member: Any, at: tuple[str, bool, int]
    ) -> None:
        where, must, depth = at
        if isinstance(member, _Contradiction):
            if must:
                raise Unfit
            self.notes.add(Anomaly.FIELD_DROPPED)
            return
        if member is None and not must:
            self.notes.add(Anomaly.NULL_FIELD)
            return
        before = len(self.notes.anomalies)
        try:
            found[name] = self._fit(schema, member, where, depth)
        except Unfit:
            if must:
                raise
            del self.notes.anomalies[before:]
            self.notes.add(Anomaly.FIELD_DROPPED)

    def _named(
        self, value: Payload, schema: Schema, path: str, depth: int
    ) -> list[tuple[str, Any]]:
        """The members under the names that the schema has for them, in its order."""
        if schema.get("additionalProperties", True) is not False:
            return list(value.items())
        properties = schema.get("properties", {})
        by_case = {folded(name): name for name in properties}
        named: dict[str, Payload] = {}
        for name, member in value.items():
            meant = name if name in properties else by_case.get(folded(name))
            if meant is None:
                self.notes.add(Anomaly.EXTRA_FIELD)
                self.notes.facts.setdefault("extra", {})[name[:50]] = member
            else:
                named.setdefault(meant, {})[name] = member
        return [
            (name, self._one_of(name, named[name], properties[name], (self._at(path, name), depth)))
            for name in properties
            if name in named
        ]

    def _one_of(self, name: str, told: Payload, schema: Schema, at: tuple[str, int]) -> Any:
        """What is told by several spellings of a name: what can be used, the exact one first."""
        usable = told
        if len(told) > 1:
            self.notes.anomalies.extend([Anomaly.EXTRA_FIELD] * (len(told) - 1))
            usable = {one: it for one, it in told.items() if self._is_usable(schema, it, *at)}
        usable = usable or told
        chosen = name if name in usable else next(iter(usable))
        if chosen != name:
            self.notes.add(Anomaly.FIELD_CASE)
        if chosen != name and any(one != usable[chosen] for one in usable.values()):
            return _Contradiction()
        return usable[chosen]

    def _is_usable(self, schema: Schema, member: Any, where: str, depth: int) -> bool:
        if member is None or member == "":
            return False
        before = len(self.notes.anomalies)
        try:
            self._fit(schema, member, where, depth)
        except Unfit:
            return False
        finally:
            del self.notes.anomalies[before:]
        return True

    def _array(self, schema: Schema, value: Any, path: str, depth: int) -> list[Any]:
        if isinstance(value, dict):
            meter_value = path == "meterValue"
            self.notes.add(Anomaly.METERVALUE_NOT_ARRAY if meter_value else Anomaly.NOT_ARRAY)
            value = [value]
        if not isinstance(value, list):
            raise Unfit
        found = []
        for one in value:
            before = len(self.notes.anomalies)
            try:
                found.append(self._fit(schema.get("items", {}), one, path, depth))
            except Unfit:
                del self.notes.anomalies[before:]
                self.notes.add(Anomaly.ITEM_DROPPED)
        if len(found) > schema.get("maxItems", len(found)):
            self._beyond(Anomaly.TOO_MANY_ITEMS)
        if len(found) < schema.get("minItems", 0):
            if not path.endswith(("sampledValue", "meterValue", "transactionData")):
                raise Unfit
            self.notes.add(Anomaly.EMPTY_SAMPLES)
        return found

    def _text(self, schema: Schema, value: Any, path: str, _depth: int) -> str:
        text = scalars.text(self._alone(value, path), self.notes)
        if "enum" in schema:
            chosen = scalars.choice(text, schema["enum"], self.notes)
            decisive = self.echoed or path.rpartition("/")[2] in DECISIVE
            if decisive and chosen not in schema["enum"]:
                raise Unfit
            text = chosen
        longest = schema.get("maxLength", LONGEST)
        if len(text) > longest:
            self._check_length(text, longest, path)
        return text

    def _alone(self, value: Any, path: str) -> Any:
        """The only item of a list where a sample wants one value; ids in lists are none."""
        one = isinstance(value, list) and len(value) == 1
        if one and "sampledValue" in path and not isinstance(value[0], list | dict):
            self.notes.add(Anomaly.NOT_ARRAY)
            return value[0]
        return value

    def _check_length(self, text: str, longest: int, path: str) -> None:
        """Over-long texts are kept whole; what is a key in storage has its limits there."""
        name = path.rpartition("/")[2]
        most = KEY_LENGTH if name in KEYS else max(KEY_LENGTH, 4 * longest)
        if len(text) > most:
            raise Unfit
        self._beyond(Anomaly.STRING_TOO_LONG)

    def _beyond(self, anomaly: Anomaly) -> None:
        """More than the schema allows is taken, where nothing has to repeat it."""
        if self.echoed:
            raise Unfit
        self.notes.add(anomaly)

    def _number(self, schema: Schema, value: Any, path: str, _depth: int) -> Any:
        read = scalars.integer if schema["type"] == "integer" else scalars.number
        read = scalars.register if path in REGISTERS else read
        value = read(self._alone(value, path), self.notes)
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if not low <= value <= high:
            self._beyond(Anomaly.OUT_OF_BOUNDS)
        return value

    def _at(self, path: str, name: str) -> str:
        return f"{path}/{name}" if path else name
