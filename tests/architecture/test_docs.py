"""The documentation says what the code is: links, events, routes, targets, packages."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from csms.ocpp.phrasing import VERBS
from station_simulator.scenarios import SCENARIOS

_ROOT = Path(__file__).parents[2]
_TOP = [_ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
_PAGES = [*_TOP, *sorted((_ROOT / "docs").rglob("*.md"))]
_RECORDS = sorted((_ROOT / "docs" / "adr").glob("*.md"))
_EVENTS = _ROOT / "layers/csms/python/csms/events"
_VERSIONS = {"OCPP 1.6J": "v16", "OCPP 2.0.1": "v201", "OCPP 2.1": "v21"}
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_EVENT = re.compile(
    r'"((?:session|reservation|station|connector|money|incident|terminal)\.[a-z_]+)"'
)
_FIRST_CELL = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def _name(path: Path) -> str:
    return str(path.relative_to(_ROOT))


def _section(page: Path, heading: str) -> str:
    """The text below a heading of the second level, up to the next."""
    return page.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def _required() -> set[str]:
    """The packages that we ask for ourselves."""
    lines = [
        line.partition("#")[0].partition("[")[0].strip()
        for file in (_ROOT / "requirements").glob("*.in")
        for line in file.read_text().splitlines()
    ]
    return {line for line in lines if line and not line.startswith("-")}


def _pinned() -> dict[str, set[str]]:
    files = [*(_ROOT / "requirements").glob("*.txt"), *_ROOT.glob("layers/*/requirements.txt")]
    pins: dict[str, set[str]] = {}
    for file in files:
        for name, version in _PIN.findall(file.read_text()):
            pins.setdefault(name.lower(), set()).add(version)
    return pins


@pytest.mark.parametrize("page", _PAGES, ids=_name)
def test_relative_links_resolve(page: Path) -> None:
    for link in _LINK.findall(page.read_text()):
        path, _, anchor = link.partition("#")
        if "://" in link or link.startswith("mailto:"):
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_every_event_is_in_the_catalogue_page() -> None:
    sources = [one.read_text() for one in _EVENTS.glob("*.py")]
    kinds = {kind for source in sources for kind in _EVENT.findall(source)}
    documented = set(_FIRST_CELL.findall(_section(_ROOT / "docs" / "events.md", "Catalogue")))
    assert kinds
    assert documented == kinds


@pytest.mark.parametrize("heading", _VERSIONS)
def test_documented_actions_are_the_routes(heading: str) -> None:
    version = import_module(f"csms.ocpp.{_VERSIONS[heading]}")
    routes = version.ROUTES | getattr(version, "SENDS", {})
    if heading == "OCPP 2.1":  # its section has what differs from 2.0.1
        before = import_module("csms.ocpp.v201").ROUTES
        routes = {name: one for name, one in routes.items() if before.get(name) is not one}
    documented = _FIRST_CELL.findall(_section(_ROOT / "docs" / "ocpp.md", heading))
    assert sorted(documented) == sorted(routes)


def test_documented_verbs_are_the_verbs() -> None:
    documented = _FIRST_CELL.findall(_section(_ROOT / "docs" / "commands.md", "Verbs"))
    assert sorted(documented) == sorted(VERBS)


def test_documented_scenarios_are_the_scenarios() -> None:
    page = _section(_ROOT / "docs" / "simulator.md", "Scenarios")
    rows = [
        f"| `{name}` | {', '.join(one.versions)} | {'needed' if one.needs_operator else '-'} "
        f"| {one.checks} |"
        for name, one in SCENARIOS.items()
    ]
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows


@pytest.mark.parametrize("page", _PAGES, ids=_name)
def test_mentioned_targets_exist(page: Path) -> None:
    makefile = (_ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    code = re.findall(r"`([^`\n]+)`|^((?:\$ )?make .+)$", page.read_text(), re.MULTILINE)
    words = [(inline or block).removeprefix("$ ").split() for inline, block in code]
    mentioned = {
        next((word for word in rest if "=" not in word and word.isalpha()), "help")
        for first, *rest in filter(None, words)
        if first == "make"
    }
    assert mentioned <= targets


@pytest.mark.parametrize("package", sorted(_required()))
def test_every_package_has_a_row_with_its_version(package: str) -> None:
    page = (_ROOT / "docs" / "dependencies.md").read_text()
    rows = re.findall(rf"^\| `{re.escape(package)}` \| (\S+) \|", page, re.MULTILINE)
    assert rows
    assert set(rows) <= _pinned()[package.lower()]


@pytest.mark.parametrize("record", _RECORDS, ids=_name)
def test_decision_has_the_four_headings(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", record.read_text(), re.MULTILINE)
    assert headings == ["Status", "Context", "Decision", "Consequences"]
