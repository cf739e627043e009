"""`python -m tests.e2e.readme_picture`: takes the pictures of the dashboard that the README shows.

Of a stack that `make run` has started, `make seed-many ARGS="--stations 300"` has filled and
`make simulate ARGS="--scenario happy_path --stations 4"` has charged at, a minute after it.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from tests.e2e.browser import visit

from local_stack import stack_file

DOCS = Path(__file__).parents[2] / "docs"
SIZE = {"width": 1280, "height": 820}
# What a README may cost whoever opens it.
LARGEST = 200_000
LOOKS = {"dashboard-light.png": False, "dashboard-dark.png": True}


async def take(stack: Path) -> None:
    """The overview at rest, light and dark."""
    known = stack_file.read(stack)
    for name, dark in LOOKS.items():
        async with visit(known, SIZE, dark=dark) as seen:
            await seen.sign_in(known["users"]["operator"])
            await seen.open("/")
            await seen.page.mouse.move(0, SIZE["height"] - 1)
            await seen.page.wait_for_load_state("networkidle")
            picture = await seen.page.screenshot(animations="disabled", caret="hide")
        assert len(picture) <= LARGEST, f"{name}: {len(picture)} bytes"
        (DOCS / name).write_bytes(picture)


if __name__ == "__main__":
    asyncio.run(take(Path(os.environ.get("LOCAL_DIR", ".local")) / "stack.json"))
