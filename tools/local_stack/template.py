"""What must change in the built template for the embedded AWS, and nothing else."""

import re
from pathlib import Path
from typing import Any

WORKER = Path(__file__).parent / "worker"
_UNKNOWN_TYPES = {"AWS::ApiGatewayV2::RouteResponse", "AWS::Events::Archive"}
_LAYER = "AWS::Serverless::LayerVersion"
_MANAGEMENT_ENDPOINT = "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"
_SNS_ENDPOINT = "AWS_ENDPOINT_URL_SNS"
_ALERTS = {"Fn::GetAtt": ["AlertWork", "Arn"]}
# As many as are started before the stack is ready (`warming`).
WARM_WORKERS_OF_ALERTS = 2
_EXECUTE_API = re.compile(r"https://(\$\{\w+\})\.execute-api\.[^/]+/")


def adapt(template: dict[str, Any], build: Path, aws_url: str, http_url: str) -> dict[str, Any]:
    """The template of `sam build` in the folder `build`, as the embedded AWS can run it.

    Layers are mounted where they were built: unpacking them for each worker would cost a second
    and 50 MB per cold start. SNS is asked through the edge, whose inbox shows what would reach
    people.
    """
    resources: dict[str, Any] = template["Resources"]
    layers = {name: one for name, one in resources.items() if _type(one) == _LAYER}
    kept = {name: one for name, one in _known(resources).items() if name not in layers}
    places = {
        name: build / one["Properties"]["ContentUri"] / "python" for name, one in layers.items()
    }
    defaults = template["Globals"]["Function"]
    common = [*(places[layer["Ref"]] for layer in defaults["Layers"]), WORKER]
    for resource in kept.values():
        _post_to_own_sockets(resource, aws_url)
        _keep_to_warm_workers(resource)
        _mount_own_layers(resource, places, common)
    variables = defaults["Environment"]["Variables"] | _python_path(common)
    variables[_SNS_ENDPOINT] = f"{http_url}/inbox/sns"
    functions = {name: value for name, value in defaults.items() if name != "Layers"}
    functions["Environment"] = {"Variables": variables}
    return template | {
        "Globals": template["Globals"] | {"Function": functions},
        "Resources": kept,
    }


def _known(resources: dict[str, Any]) -> dict[str, Any]:
    """Without what the emulator refuses; the body of a loop is looked through, too."""
    kept: dict[str, Any] = {}
    for name, one in resources.items():
        if name.startswith("Fn::ForEach::"):
            identifier, values, body = one
            kept[name] = [identifier, values, _known(body)]
        elif _type(one) not in _UNKNOWN_TYPES and not _calculates(one):
            kept[name] = one
    return kept


def _calculates(resource: Any) -> bool:
    """Whether it is an alarm on an expression over metrics."""
    is_alarm = _type(resource) == "AWS::CloudWatch::Alarm"
    return is_alarm and "Metrics" in resource["Properties"]


def _mount_own_layers(resource: Any, places: dict[str, Path], common: list[Path]) -> None:
    """A function's own layers come after those of all functions."""
    if not _type(resource).startswith("AWS::Serverless::Function"):
        return
    own = resource["Properties"].pop("Layers", [])
    if own:
        environment = resource["Properties"].setdefault("Environment", {})
        path = [*common, *(places[layer["Ref"]] for layer in own)]
        environment["Variables"] = environment.get("Variables", {}) | _python_path(path)


def _python_path(folders: list[Path]) -> dict[str, str]:
    return {"PYTHONPATH": ":".join(map(str, folders))}


def _keep_to_warm_workers(resource: Any) -> None:
    """Three messages at once are three workers to the emulator, and a new one takes seconds."""
    properties = resource.get("Properties", {}) if isinstance(resource, dict) else {}
    if properties.get("EventSourceArn") == _ALERTS:
        properties["ScalingConfig"] = {"MaximumConcurrency": WARM_WORKERS_OF_ALERTS}


def _type(resource: Any) -> str:
    return str(resource.get("Type", "")) if isinstance(resource, dict) else ""


def _post_to_own_sockets(resource: Any, aws_url: str) -> None:
    if not _type(resource).startswith("AWS::Serverless::Function"):
        return
    variables = resource["Properties"].get("Environment", {}).get("Variables", {})
    value = variables.get(_MANAGEMENT_ENDPOINT)
    if value is None:
        return
    text = value.get("Fn::Sub") if isinstance(value, dict) else value
    if not isinstance(text, str) or not _EXECUTE_API.match(text):
        raise ValueError(f"{_MANAGEMENT_ENDPOINT} is not an execute-api address: {value}")
    local = _EXECUTE_API.sub(rf"{aws_url}/_aws/execute-api/\1/", text)
    variables[_MANAGEMENT_ENDPOINT] = {"Fn::Sub": local}
