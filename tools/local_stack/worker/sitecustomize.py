"""Loaded by each function's worker: copies what it logs into .local/logs/functions.

The embedded AWS keeps logs for CloudWatch, except those of WebSocket messages, which it drops.
"""

import os
import sys
from pathlib import Path
from typing import Any, TextIO


class Copying:
    """A stream whose text goes to a file as well."""

    def __init__(self, stream: TextIO, file: TextIO) -> None:
        self._stream = stream
        self._file = file

    def write(self, text: str) -> int:
        self._file.write(text)
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def copy_logs(folder: Path, function: str) -> None:
    """Standard output of a worker is its protocol; handlers get standard error for both."""
    file = (folder / f"{function}.log").open("a", buffering=1)
    sys.stderr = Copying(sys.stderr, file)


if "LOCAL_FUNCTION_LOGS" in os.environ and "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # <stack>-<logical id>-<suffix>
    logical_id = os.environ["AWS_LAMBDA_FUNCTION_NAME"].split("-")[1]
    copy_logs(Path(os.environ["LOCAL_FUNCTION_LOGS"]), logical_id)
