"""The built dashboard: small, self-contained, and of one mind with the ledger."""

import gzip
import json
import re
from pathlib import Path

import pytest
import quickjs

from csms.money import EXPONENTS
from local_stack.edge.pages import CONTENT_SECURITY_POLICY

from .stack import RESOURCES

_DASHBOARD = Path(__file__).parents[2] / "dashboard"
_DIST = _DASHBOARD / "dist"
_FIRST_VIEW_BYTES = 300_000
_IMPORT = re.compile(r"(?:from|import)\s*\"\./([\w.-]+\.js)\"|import\s*\"\./([\w.-]+\.js)\"")


def _loaded_with(name: str, seen: set[str]) -> set[str]:
    """A script and all that it imports at once; what is imported on demand is not among them."""
    if name in seen:
        return seen
    seen.add(name)
    for found in _IMPORT.finditer((_DIST / "assets" / name).read_text()):
        _loaded_with(found[1] or found[2], seen)
    return seen


def _first_view() -> set[str]:
    """The scripts of the document, and those of the overview, its first page."""
    page = (_DIST / "index.html").read_text()
    first = re.findall(r"/assets/([\w.-]+\.js)", page)
    overview = [path.name for path in (_DIST / "assets").glob("overview-*.js")]
    assert first
    assert overview
    seen: set[str] = set()
    for name in (*first, *overview):
        _loaded_with(name, seen)
    return seen


def test_first_view_is_within_its_budget() -> None:
    sizes = {
        name: len(gzip.compress((_DIST / "assets" / name).read_bytes())) for name in _first_view()
    }
    assert sum(sizes.values()) < _FIRST_VIEW_BYTES, sizes


def test_the_document_loads_nothing_from_elsewhere() -> None:
    page = (_DIST / "index.html").read_text()
    addresses = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    assert addresses
    assert [one for one in addresses if not re.match(r"/[^/]", one)] == []
    assert "<script>" not in page  # the content security policy would refuse it


@pytest.mark.parametrize("file", sorted((_DIST / "assets").glob("*.css")), ids=lambda one: one.name)
def test_styles_load_nothing_from_elsewhere(file: Path) -> None:
    assert re.findall(r"url\([\"']?(?:\w+:)?//[^)]*\)|@import", file.read_text()) == []


def test_nothing_of_the_api_is_read_as_html() -> None:
    for file in (_DASHBOARD / "src").rglob("*.ts*"):
        text = file.read_text()
        assert not re.search(r"dangerouslySetInnerHTML|innerHTML|\beval\(|document\.write", text), (
            file
        )


def test_currencies_have_the_exponents_of_the_ledger() -> None:
    script = (_DASHBOARD / "src/format/money.ts").read_text()
    for name, decimals in (("WITHOUT_DECIMALS", 0), ("THREE_DECIMALS", 3)):
        listed = re.search(rf'{name} = new Set\(\s*"([A-Z ]+)"', script)
        assert listed
        assert set(listed[1].split()) == {one for one, of in EXPONENTS.items() if of == decimals}


def test_packages_are_locked_without_the_address_of_a_registry() -> None:
    lock = (_DASHBOARD / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert '"resolved"' not in lock


def test_browsers_are_told_the_same_locally_as_on_aws() -> None:
    headers = RESOURCES["DashboardHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    told = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    assert f"{told} http: ws:" == CONTENT_SECURITY_POLICY
    assert "unsafe" not in told


@pytest.mark.parametrize(
    ("uri", "served"),
    [
        ("/", "/index.html"),
        ("/stations", "/index.html"),
        ("/stations/CP.001", "/index.html"),
        ("/tariffs/a/b.js", "/index.html"),
        ("/assets", "/index.html"),
        ("/assets/index-1a.js", "/assets/index-1a.js"),
        ("/config.json", "/config.json"),
        ("/favicon.svg", "/favicon.svg"),
    ],
)
def test_what_is_no_file_is_a_page(uri: str, served: str) -> None:
    context = quickjs.Context()
    context.eval((_DASHBOARD.parent / "edge/dashboard_pages.js").read_text())
    event = json.dumps({"request": {"uri": uri}})
    assert context.eval(f"handler({event}).uri") == served
