"""`make price FILE=vectors.json [OUT=result.json]`: price every example of a file."""

import argparse
import json
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from csms.errors import Rejected
from price_vectors.pricing import priced


def main() -> int:
    """0 if every example was priced, and as the file expects where it does; else 1."""
    parser = argparse.ArgumentParser(prog="make price", description=__doc__)
    parser.add_argument(
        "file", type=Path, help="a file in the format of tests/pricing/vectors.json"
    )
    parser.add_argument("--out", type=Path, help="write the results as JSON")
    arguments = parser.parse_args()
    try:
        document = json.loads(arguments.file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        print(f"{arguments.file} cannot be read: {error}", file=sys.stderr)
        return 2
    vectors = document["vectors"] if isinstance(document, dict) else document
    results = {one["id"]: _result(one) for one in vectors}
    for one in vectors:
        _show(one, results[one["id"]])
    if arguments.out:
        text = json.dumps(results, indent=1, ensure_ascii=False)
        arguments.out.write_text(text + "\n", encoding="utf-8")
    wrong = [one["id"] for one in vectors if _differs(one, results[one["id"]])]
    print(f"{len(vectors)} priced, {len(wrong)} otherwise than expected {' '.join(wrong)}".rstrip())
    return 1 if wrong else 0


def _result(vector: dict[str, Any]) -> dict[str, Any]:
    try:
        return priced(vector)
    except (Rejected, KeyError, ValueError, TypeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _show(vector: dict[str, Any], result: dict[str, Any]) -> None:
    if "error" in result:
        print(f"{vector['id']:12} {result['error']}")
        return
    verdict = ", ".join(_differs(vector, result)) or "as expected"
    verdict = verdict if vector.get("expected") else "nothing is expected"
    print(f"{vector['id']:12} {result['total_excl']:>10} {result['total_incl']:>10}  {verdict}")


def _differs(vector: dict[str, Any], result: dict[str, Any]) -> list[str]:
    """What is otherwise than the file expects."""
    if "error" in result:
        return [result["error"]]
    return [
        f"{name}: expected {wanted}, found {found}"
        for name, wanted in _flat(vector.get("expected", {}))
        if not _equal(wanted, found := _found(result, name))
    ]


def _flat(expected: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for name, value in expected.items():
        pairs += (
            _flat(value, f"{before}{name}.")
            if isinstance(value, dict)
            else [(before + name, value)]
        )
    return pairs


def _found(result: dict[str, Any], name: str) -> Any:
    group, _, member = name.partition(".")
    if member:
        return result.get(group, {}).get(member)
    for places in (3, 6):
        if name.endswith(f"_{places}dp"):
            exact = Decimal(result[name.replace(f"_{places}dp", "_exact")])
            return str(exact.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP"))
    return result.get(name)


def _equal(wanted: Any, found: Any) -> bool:
    try:
        return Decimal(str(wanted)) == Decimal(str(found))
    except InvalidOperation:
        return bool(wanted == found)


if __name__ == "__main__":
    sys.exit(main())
