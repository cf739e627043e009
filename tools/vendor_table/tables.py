"""Makers, their quirks and what shows the handling, from the makers' own files."""

import json
from pathlib import Path

from csms.vendors import makers as makers_package
from csms.vendors.model import Match, Quirk, Traits, Vendor
from csms.vendors.registry import GENERIC, all_vendors

MAKERS = Path(str(makers_package.__file__)).parent
FRAMES = Path(__file__).parents[2] / "tests" / "vendors" / "frames"


def makers() -> str:
    """A row for each maker: how its stations call themselves, what is sent to them differently."""
    rows = (
        f"| [`{one.key}`](../layers/csms/python/csms/vendors/makers/{_module(one)}) | {one.name} "
        f"| {_cell('; '.join(map(_match, one.matches)) or '-')} | {_cell(_habits(one.traits))} "
        f"| {_frames(one)} |\n"
        for one in all_vendors()
    )
    head = "| key | maker | known by | habits | frames |\n|---|---|---|---|---|\n"
    return head + "".join(rows)


def quirks() -> str:
    """A row for each documented deviation, those of unnamed stations last."""
    rows = (
        f"| {quirk.quirk_id} | `{vendor.key}` | {_cell(quirk.says)} | {_cell(quirk.handled)} "
        f"| {quirk.grade} | {_cell(quirk.source)} | {_test(vendor, quirk)} |\n"
        for vendor in (*all_vendors(), GENERIC)
        for quirk in vendor.quirks
    )
    head = "| id | maker | stations | what is done | grade | source | test |\n" + "|---" * 7 + "|\n"
    return head + "".join(rows)


def _module(vendor: Vendor) -> str:
    name = vendor.key.replace("-", "_")
    return f"{name}/__init__.py" if (MAKERS / name).is_dir() else f"{name}.py"


def _match(match: Match) -> str:
    parts = ("vendor", match.vendor), ("model", match.model), ("firmware", match.firmware)
    named = [f"{name} `{text}`" for name, text in (*parts, ("serial", match.serial)) if text]
    empty = [f"{name} empty" for name, text in parts if text == ""]
    return " and ".join(named + empty)


def _habits(traits: Traits) -> str:
    standard = Traits()
    names = (name for name in Traits.__slots__ if getattr(traits, name) != getattr(standard, name))
    return "; ".join(f"{name.replace('_', ' ')}: {_value(getattr(traits, name))}" for name in names)


def _value(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(map(str, value)))
    return str(value)


def _frames(vendor: Vendor) -> str:
    path = FRAMES / f"{vendor.key.replace('-', '_')}.jsonl"
    if not path.exists():
        return "-"
    lines = path.read_text(encoding="utf-8").splitlines()
    fidelities = [json.loads(one)["fidelity"] for one in lines]
    recorded = sum(one != "constructed" for one in fidelities)
    return f"[{len(lines)}, {recorded} recorded](../tests/vendors/frames/{path.name})"


def _test(vendor: Vendor, quirk: Quirk) -> str:
    if quirk.test == "frame":
        return f"`test_frame[{vendor.key}-{quirk.quirk_id}]`"
    file, _, name = quirk.test.partition("::")
    return f"[`{name}`](../tests/{file})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or "-"
