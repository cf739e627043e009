"""State machines try again here what the embedded AWS does not name."""

import json
from pathlib import Path
from typing import Any

from local_stack.state_machines import FAILED, adapt

SOURCE = Path(__file__).parents[3] / "statemachines" / "settle_session.asl.json"


def test_every_retry_takes_a_failure_without_a_name(tmp_path: Path) -> None:
    properties: dict[str, Any] = {"DefinitionUri": str(SOURCE)}
    machine = {"Type": "AWS::Serverless::StateMachine", "Properties": properties}
    adapt({"SettleSession": machine, "Queue": {"Type": "AWS::SQS::Queue"}}, tmp_path)
    before = json.loads(SOURCE.read_text())
    after = json.loads((tmp_path / properties["DefinitionUri"]).read_text())
    retries = [retry for state in after["States"].values() for retry in state.get("Retry", ())]
    assert len(retries) == 4
    for retry in retries:
        assert retry["ErrorEquals"].pop() == FAILED
    assert after == before
