"""A terminal in front of a station: HTTP and frames in, JSON and money out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from tests.functional.station import CONTEXT, Station
from tests.http_api import Answer, Caller
from tests.network import build_network
from tests.payments.deployed import Deployed

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.clock import to_text, utc_now
from csms.commands.model import CommandState
from csms.settlement.finality import Review
from csms.settlement.posting import review_session
from csms.stations.model import LiveConnection
from csms.terminals.troubles import TellTrouble, TerminalTrouble
from csms.terminals.watching import watch_visit
from scheduled_jobs import watch_terminals
from session_settlement import capture, post, rate

EVSE = {"station_id": "CP1", "evse_id": 1}
ACCOUNTS = (
    "psp_clearing:stripe:EUR",
    "expense:write_offs:EUR",
    "revenue:site-1:energy:EUR",
    "vat:19:EUR",
)


@dataclass
class TerminalWorld:
    """One terminal, one station of 1.6 that is connected, one provider."""

    deployed: Deployed
    key: str = ""
    began: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    troubles: list[TerminalTrouble] = field(default_factory=list)

    def open(self) -> None:
        build_network()
        self.began = utc_now().replace(microsecond=0) - timedelta(minutes=70)
        self.connect("ocpp1.6")
        operator = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
        assert operator.put("/terminals/T-1", {"name": "Gate", "evses": [EVSE]}).status == 200
        self.key = operator.post("/terminals/T-1/keys").json["key"]

    def connect(self, protocol: str) -> None:
        connection = LiveConnection(f"conn-{protocol}", protocol, utc_now())
        bootstrap.services().stations.connect("CP1", connection)

    def accepts_the_start(self) -> None:
        """The station says that it will start, and waits for the plug."""
        commands, now = bootstrap.services().commands, utc_now()
        (command,) = commands.of_station("CP1")
        assert commands.mark_sent(command, "RemoteStartTransaction", now)
        answer = {"status": "Accepted"}
        of = (command.station_id, command.command_id)
        assert commands.record_answer(*of, CommandState.ANSWERED, answer, None, now)

    def call(
        self, method: str, path: str, body: Any = None, reference: str = "", key: str | None = None
    ) -> Answer:
        headers = {"authorization": f"Bearer {key or self.key}"}
        headers |= {"idempotency-key": reference} if reference else {}
        with self.deployed.gate.running("TerminalApiFunction"):
            return Caller("terminal_api", None).call(method, path, body, None, headers)

    def authorise(self, reference: str = "v1", minor: int = 2000, **more: Any) -> Any:
        body: dict[str, Any] = {"evse": EVSE, "amount": {"minor": minor, "currency": "EUR"}}
        body |= {"payment_method_id": "pm_card_visa"} | more
        answer = self.call("POST", "/authorisations", body, reference)
        assert answer.status == 202, answer.text
        return answer.json

    def shown(self, visit_id: str) -> Any:
        return self.call("GET", f"/authorisations/{visit_id}").json

    def commands(self, action: str) -> list[dict[str, Any]]:
        """What the station is to be asked."""
        found = bootstrap.services().commands.of_station("CP1")
        return [one.payload for one in found if one.action == action]

    def starts(self, token_id: str) -> int:
        payload = {"connectorId": 1, "idTag": token_id, "meterStart": 1_000}
        answer = Station().call("StartTransaction", payload | {"timestamp": to_text(self.began)})
        assert answer["idTagInfo"]["status"] == "Accepted"
        number: int = answer["transactionId"]
        return number

    def measures(self, number: int, register_wh: int, after: timedelta) -> None:
        sample = {"value": str(register_wh), "measurand": "Energy.Active.Import.Register"}
        value = {"timestamp": to_text(self.began + after), "sampledValue": [sample]}
        payload = {"connectorId": 1, "transactionId": number, "meterValue": [value]}
        Station().call("MeterValues", payload)

    def stops(self, number: int, register_wh: int) -> ChargingSession:
        at = to_text(self.began + timedelta(hours=1))
        payload = {"transactionId": number, "meterStop": register_wh, "timestamp": at}
        Station().call("StopTransaction", payload)
        return self.session()

    def session(self) -> ChargingSession:
        (found,) = bootstrap.services().sessions.page(SessionFilter(), 10, None)[0]
        return found

    def task(self, name: str) -> Any:
        """A step of the settlement of the only session."""
        session = self.session()
        event = {"session_id": session.session_id, "station_id": "CP1"}
        event["transaction_id"] = session.key.transaction_id
        function, handler = {
            "rate": ("SessionRatingFunction", rate.handler),
            "capture": ("CardCaptureFunction", capture.handler),
            "post": ("TransferPostingFunction", post.handler),
        }[name]
        with self.deployed.gate.running(function):
            return handler(event, CONTEXT)

    def watch(self, visit_id: str, after: timedelta = timedelta()) -> None:
        """A round of the watch, so much later."""
        now = bootstrap.visiting()
        later = replace(now.paying, clock=lambda: utc_now() + after)
        with self.deployed.gate.running("TerminalWatchFunction"):
            watch_visit(visit_id, replace(now, paying=later, tell=self._tell(now.tell)))

    def _tell(self, tell: TellTrouble) -> TellTrouble:
        def told(trouble: TerminalTrouble) -> None:
            tell(trouble)
            self.troubles.append(trouble)

        return told

    def round(self) -> None:
        """A round of the schedule, once the visit is due."""
        due = patch.object(watch_terminals, "utc_now", lambda: utc_now() + timedelta(minutes=1))
        with due, self.deployed.gate.running("TerminalWatchFunction"):
            watch_terminals.handler({}, CONTEXT)

    def in_review(self, reason: str = "the meter is broken") -> ChargingSession:
        """The only session, put before a person."""
        session = self.session()
        judged = review_session(Review(reason), 10_000, utc_now())
        assert bootstrap.posting().store.settle(session.key, judged, None)
        return session

    def decide(self, **body: Any) -> Answer:
        """What an operator says to the only session."""
        path = f"/sessions/{self.session().session_id}/review"
        identity = {"sub": "operator-1", "cognito:groups": "[operators]"}
        with self.deployed.gate.running("ReviewDecisionFunction"):
            return Caller("operator_api", identity).post(path, {"reason": "looked"} | body)

    def posted(self) -> list[int]:
        found = [bootstrap.ledger().balances(one) for one in ACCOUNTS]
        return [one.posted_minor if one else 0 for one in found]

    def intent(self) -> Any:
        """The only one that the provider has."""
        (found,) = self.deployed.peer.state()["things"]["payment_intent"].values()
        return found
