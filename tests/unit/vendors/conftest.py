"""Hypothesis as in `tests/property`: bounded, the same examples at every run."""

from tests.property import conftest as conftest  # noqa: PLC0414  loads the profile
