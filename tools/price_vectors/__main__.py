"""`make price FILE=vectors.json [OUT=result.json]`: price every example of a file."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from csms import exact_json
from csms.errors import Rejected
from price_vectors.comparing import differences
from price_vectors.pricing import priced

WRONG, UNREADABLE = 1, 2


def main(arguments_given: Sequence[str] | None = None) -> int:
    """0 if every example was priced, and as the file expects where it does; else 1.

    2 if the file cannot be read, or the results not be written.
    """
    parser = argparse.ArgumentParser(prog="make price", description=__doc__)
    parser.add_argument(
        "file", type=Path, help="a file in the format of tests/pricing/vectors.json"
    )
    parser.add_argument("--out", type=Path, help="write the results as JSON")
    arguments = parser.parse_args(arguments_given)
    try:
        vectors = _named(_read(arguments.file))
        results = {name: _result(one) for name, one in vectors.items()}
        if arguments.out:
            text = json.dumps(results, indent=1, ensure_ascii=False)
            arguments.out.write_text(text + "\n", encoding="utf-8")
    except (OSError, ValueError, Rejected) as error:
        print(f"make price: {error}", file=sys.stderr)
        return UNREADABLE
    return _report(vectors, results)


def _read(file: Path) -> list[Any]:
    try:
        document = exact_json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise Rejected(f"{file} is no JSON in UTF-8: {error}") from error
    vectors = document.get("vectors") if isinstance(document, dict) else document
    if not isinstance(vectors, list) or not vectors:
        raise Rejected(f"{file}: a list of examples is needed, alone or as `vectors`")
    return vectors


def _named(vectors: Sequence[Any]) -> dict[str, Any]:
    """By id, else by number; an id that comes again is told apart by its number."""
    found: dict[str, Any] = {}
    for number, one in enumerate(vectors, 1):
        name = str(one["id"]) if isinstance(one, dict) and "id" in one else f"#{number}"
        found[f"{name}#{number}" if name in found else name] = one
    return found


def _result(vector: Any) -> dict[str, Any]:
    try:
        return priced(vector)
    except Rejected as error:
        return {"error": str(error)}
    except Exception as error:  # one broken example must not hide what the others come to
        return {"error": f"{type(error).__name__}: {error}"}


def _report(vectors: dict[str, Any], results: dict[str, dict[str, Any]]) -> int:
    wrong = []
    for name, result in results.items():
        expected = vectors[name].get("expected") if isinstance(vectors[name], dict) else None
        found = differences(expected, result)
        if found:
            wrong.append(name)
        verdict = ", ".join(found) or ("as expected" if expected else "nothing is expected")
        amounts = [result.get(total, "-") for total in ("total_excl", "total_incl")]
        print(f"{name:12} {amounts[0]:>10} {amounts[1]:>10}  {verdict}")
    print(f"{len(results)} priced, {len(wrong)} otherwise than expected {' '.join(wrong)}".rstrip())
    return WRONG if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
