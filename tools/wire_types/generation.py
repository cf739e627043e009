"""From JSON schemas to TypedDicts: exact wire names, no cost at run time (ADR 0003)."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

HEADER = '''"""Messages of OCPP {version} on the wire. Written by tools/wire_types, not by hand."""

from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

Number = Decimal | int
'''


class Module:
    """The classes of one version, each once."""

    def __init__(self) -> None:
        """Start empty."""
        self.classes: dict[str, str] = {}

    def add(self, name: str, schema: Schema, definitions: dict[str, Schema]) -> str:
        """Define a class for an object schema and give the name it got."""
        required = set(schema.get("required", ()))
        lines = []
        for key, value in schema.get("properties", {}).items():
            kind = self.type_of(f"{name}{key[0].upper()}{key[1:]}", value, definitions)
            lines.append(f"    {key}: {kind if key in required else f'NotRequired[{kind}]'}")
        body = "\n".join(lines) or "    pass"
        note = f'    """{"Object" if name.endswith("Type") else "Message"} {name}."""\n'
        text = f"class {name}(TypedDict):\n{note}" + (f"\n{body}" if lines else "")
        self.classes.setdefault(name, text.rstrip())
        return name

    def type_of(self, name: str, schema: Schema, definitions: dict[str, Schema]) -> str:
        """The annotation of a property."""
        if "$ref" in schema:
            referred = schema["$ref"].rpartition("/")[2]
            return self.type_of(referred, definitions[referred], definitions)
        if "enum" in schema:
            return f"Literal[{', '.join(json.dumps(one) for one in schema['enum'])}]"
        match schema.get("type"):
            case "object":
                return (
                    self.add(name, schema, definitions)
                    if schema.get("properties")
                    else ("dict[str, Any]")
                )
            case "array":
                return f"list[{self.type_of(f'{name}Item', schema['items'], definitions)}]"
            case simple:
                names = {"string": "str", "integer": "int", "boolean": "bool", "number": "Number"}
                return names.get(str(simple), "Any")


def module_text(version: str, title: str) -> str:
    """The source of `wire.py` for a version folder of the `ocpp` package."""
    module = Module()
    for path in sorted(_folder(version).glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
        stem = path.stem
        name = stem if stem.endswith(("Request", "Response")) else f"{stem}Request"
        module.add(name, schema, schema.get("definitions", {}))
    classes = "\n\n\n".join(module.classes.values())
    return f"{HEADER.format(version=title)}\n\n{classes}\n"


def _folder(version: str) -> Path:
    spec = find_spec("ocpp")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the ocpp package is not installed")
    return Path(spec.origin).parent / version / "schemas"
