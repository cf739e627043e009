"""Queue of business events: what they tell of is counted, once, however often they come."""

from typing import Any

from csms.batches import each_message
from csms.bootstrap import counting
from csms.figures.counting import count_event


def _count(said: dict[str, Any]) -> None:
    count_event(said["detail"], counting())


handler = each_message(_count)
