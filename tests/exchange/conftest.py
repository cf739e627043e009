"""Property tests run as in their own tier: bounded, the same examples every time."""

import tests.property.conftest  # noqa: F401
