"""A person at the dashboard: Chromium, signed in, whose console is listened to."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from tests.e2e.clients import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from local_stack.stack_file import Stack, User

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# The machine may be busy with other things.
PATIENCE_MS = 60_000
_AXE = Path(__file__).parents[2] / "dashboard/node_modules/axe-core/axe.min.js"
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Visit:
    """One open page, and what went wrong on it."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    # What the live API has said to the page, and sockets that did not come about since it last did.
    heard: list[dict[str, Any]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    async def sign_in(self, user: User) -> None:
        """By hand, at the front door; then the page listens."""
        await self.page.goto(self.url)
        await self.page.get_by_label("E-mail").fill(user["username"])
        await self.page.get_by_label("Password").fill(user["password"])
        await self.page.get_by_role("button", name="Sign in").click()
        await expect(self.page.get_by_role("heading", name="Overview")).to_be_visible()
        await self.hears(lambda said: "overview" in said.get("subscribed", ()), "subscribed")

    async def hears(self, wanted: Callable[[dict[str, Any]], bool], what: str) -> None:
        """Wait until the live API has said something to the page."""

        async def look() -> bool | None:
            return any(map(wanted, self.heard)) or None

        await eventually(f"the live API says: {what}", look, PATIENCE_MS / 1000)

    async def hears_of(self, kind: str, **ids: str) -> None:
        """Wait until the page was told of an event."""
        await self.hears(
            lambda said: {"kind": kind, **ids}.items() <= said.get("event", {}).items(), kind
        )

    async def open(self, path: str) -> None:
        """A page of the application, once nothing is loading there."""
        await self.page.goto(self.url + path)
        await expect(self.page.locator("#content")).to_be_visible()
        await expect(self.page.locator(".skeleton")).to_have_count(0)

    async def picture(self, name: str) -> None:
        """Where the environment names a folder for them: PICTURES."""
        if folder := os.environ.get("PICTURES"):
            await self.page.screenshot(path=Path(folder) / f"{name}.png")

    async def is_too_wide(self) -> bool:
        wider = await self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return bool(wider)

    async def barriers(self) -> list[str]:
        """What axe-core finds that keeps people out: serious and critical violations."""
        await self.page.evaluate(_AXE.read_text())
        found: dict[str, Any] = await self.page.evaluate("axe.run(document)")
        return [
            f"{one['id']} ({one['impact']}): {[node['html'] for node in one['nodes']][:3]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser of this machine; `make test` sees to it that there is one."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium on PATH: python tools/browser.py installs it or says how")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def visit(
    stack: Stack, size: dict[str, int] = DESK, *, dark: bool = False, language: str = "en-GB"
) -> AsyncIterator[Visit]:
    """A signed-in operator. At the end nothing may stand on the console."""
    async with chromium() as browser:
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=language,
        )
        visit = Visit(await context.new_page(), stack["dashboard_url"].rstrip("/"))
        _listen(visit)
        yield visit
        assert visit.complaints + visit.lost == [], visit.complaints + visit.lost


def _listen(visit: Visit) -> None:
    visit.page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))

    def note(message: Any) -> None:
        text: str = message.text
        if message.type not in {"error", "warning"} or _is_expected(text):
            return
        of_socket = text.startswith("WebSocket connection to")
        (visit.lost if of_socket else visit.complaints).append(f"{message.type}: {text}")

    def hear(frame: str | bytes) -> None:
        """A socket that came about again makes up for those that did not: the machine is busy."""
        visit.heard.append(json.loads(frame))
        visit.lost.clear()

    visit.page.on("console", note)
    visit.page.on("websocket", lambda socket: socket.on("framereceived", hear))


def _is_expected(text: str) -> bool:
    """What Chromium itself writes of refused sign-ins and drafts, of what is empty or for others,
    of a busy machine, where the page asks again, and of a socket that is left while it opens.
    """
    answer = re.search(r"status of (400|403|404|422|502|503|504)", text)
    return answer is not None or text.endswith("closed before the connection is established.")
