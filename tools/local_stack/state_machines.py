"""What must change in the state machines for the embedded AWS, and nothing else."""

import json
from pathlib import Path
from typing import Any

# All that it says of a function that failed, whatever it raised, or that was killed.
FAILED = "Runtime.HandlerError"
_MACHINE = "AWS::Serverless::StateMachine"


def adapt(resources: dict[str, Any], build: Path) -> None:
    """Let the machines of a built template try again what failed here without its own name.

    Copies of their definitions are written beside the template, and named in their place.
    """
    for name, resource in resources.items():
        if not (isinstance(resource, dict) and resource.get("Type") == _MACHINE):
            continue
        properties = resource["Properties"]
        definition = json.loads((build / properties["DefinitionUri"]).read_text(encoding="utf-8"))
        target = build / f"{name}.asl.json"
        target.write_text(json.dumps(retrying(definition)), encoding="utf-8")
        properties["DefinitionUri"] = target.name


def retrying(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition, whose retries take that name as well."""
    for state in definition["States"].values():
        for retry in state.get("Retry", ()):
            retry["ErrorEquals"].append(FAILED)
    return definition
