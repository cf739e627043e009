"""Changes of stored items as a table's stream hands them to a function."""

from typing import Any

from boto3.dynamodb.types import TypeSerializer

Item = dict[str, Any]


def stream_event(*changes: tuple[Item | None, Item]) -> dict[str, Any]:
    """(old, new) images to the event of an event source mapping."""
    return {"Records": [_record(number, *one) for number, one in enumerate(changes)]}


def _record(number: int, old: Item | None, new: Item) -> dict[str, Any]:
    images = {"NewImage": _typed(new)} | ({"OldImage": _typed(old)} if old else {})
    return {
        "eventID": f"{number:032x}",
        "eventName": "MODIFY" if old else "INSERT",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-central-1",
        "dynamodb": {
            "Keys": _typed({"pk": new["pk"], "sk": new["sk"]}),
            "SequenceNumber": str(number + 1),
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **images,
        },
    }


def _typed(item: Item) -> Item:
    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in item.items()}
