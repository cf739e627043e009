"""template.yaml as CloudFormation sees it: loops unrolled, Globals merged into each function."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfnlint.decode import decode
from cfnlint.template import Template

ROOT = Path(__file__).parents[2]


def _load() -> dict[str, Any]:
    path = str(ROOT / "template.yaml")
    source, problems = decode(path)
    assert not problems, problems
    template = Template(path, source, ["eu-central-1"])
    problems = template.transform()
    assert not problems, problems
    expanded: dict[str, Any] = template.template
    return expanded


TEMPLATE = _load()
RESOURCES: dict[str, dict[str, Any]] = TEMPLATE["Resources"]


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    """Logical id -> Properties."""
    return {
        name: resource.get("Properties", {})
        for name, resource in RESOURCES.items()
        if resource["Type"] == kind
    }


FUNCTIONS = of_type("AWS::Serverless::Function")


@dataclass(frozen=True)
class Statement:
    """One IAM statement of a function or state machine, with its resources as text."""

    actions: frozenset[str]
    resources: frozenset[str]
    condition: dict[str, Any]


def statements(properties: dict[str, Any]) -> Iterator[Statement]:
    for policy in properties.get("Policies", []):
        for statement in policy["Statement"]:
            assert statement["Effect"] == "Allow"
            yield Statement(
                frozenset(listed(statement["Action"])),
                frozenset(text(resource) for resource in listed(statement["Resource"])),
                statement.get("Condition", {}),
            )


def allowed(function: str, table: str) -> set[str]:
    """What a function may do with a table or its indexes, without the `dynamodb:`."""
    return {
        action.removeprefix("dynamodb:")
        for statement in statements(FUNCTIONS[function])
        for action in statement.actions
        if any(resource.split("/")[0] == table for resource in statement.resources)
    }


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """`!GetAtt Table.Arn`, `!Ref Topic` and `!Sub ${Table.Arn}/index/*` by logical id.

    Of `!If` it is what holds if its condition does.
    """
    match value:
        case {"Ref": name}:
            return str(name)
        case {"Fn::GetAtt": [name, *_]}:
            return str(name)
        case {"Fn::GetAtt": dotted}:
            return str(dotted).split(".")[0]
        case {"Fn::Sub": source}:
            return str(source).replace("${", "").replace(".Arn}", "").replace("}", "")
        case {"Fn::If": [_, wanted, _]}:
            return text(wanted)
    return str(value)
