"""The device model of a station of OCPP 2.x: its variables, and the report about them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from station_simulator.client import Payload
from station_simulator.station import timestamp

Name = tuple[str, str]
VARIABLES: dict[Name, str] = {
    ("OCPPCommCtrlr", "HeartbeatInterval"): "300",
    ("SampledDataCtrlr", "TxUpdatedInterval"): "5",
}
CONNECTORS_REPORTED = 40


class DeviceModel:
    """Variables by component and name."""

    def __init__(self) -> None:
        self.variables = dict(VARIABLES)

    def read(self, asked: Payload) -> Payload:
        """GetVariables."""
        return {"getVariableResult": [self._value(one) for one in asked["getVariableData"]]}

    def write(self, asked: Payload) -> Payload:
        """SetVariables."""
        return {"setVariableResult": [self._changed(one) for one in asked["setVariableData"]]}

    def report(self, request_id: int) -> Iterator[Payload]:
        """NotifyReport in many frames, one variable in each."""
        known = [*self.variables.items(), *_connectors()]
        for seq_no, ((component, variable), value) in enumerate(known):
            yield {
                "requestId": request_id,
                "seqNo": seq_no,
                "generatedAt": timestamp(datetime.now(UTC)),
                "tbc": seq_no < len(known) - 1,
                "reportData": [
                    {
                        "component": {"name": component},
                        "variable": {"name": variable},
                        "variableAttribute": [{"value": value}],
                    }
                ],
            }

    def _value(self, asked: Payload) -> Payload:
        value = self.variables.get(_name(asked))
        if value is None:
            return _about(asked) | {"attributeStatus": "UnknownVariable"}
        return _about(asked) | {"attributeStatus": "Accepted", "attributeValue": value}

    def _changed(self, asked: Payload) -> Payload:
        known = _name(asked) in self.variables
        if known:
            self.variables[_name(asked)] = asked["attributeValue"]
        return _about(asked) | {"attributeStatus": "Accepted" if known else "UnknownVariable"}


def _connectors() -> Iterator[tuple[Name, str]]:
    for number in range(CONNECTORS_REPORTED):
        yield ("Connector", f"Simulated{number}"), "true"


def _name(asked: Payload) -> Name:
    return asked["component"]["name"], asked["variable"]["name"]


def _about(asked: Payload) -> Payload:
    return {name: asked[name] for name in ("component", "variable")}
