from datetime import UTC, datetime, timedelta, timezone

import pytest

from csms.clock import epoch_seconds, from_text, to_text, utc_now

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00.000Z",
        "2026-07-01T12:00:00",
        "2026-07-01T12:00:00+00:00",
        "2026-07-01T14:00:00+02:00",
        "2026-07-01T14:00:00+0200",
        "2026-07-01 12:00:00Z",
        "2026-07-01T06:30:00.000000-05:30",
    ],
)
def test_every_way_to_write_a_moment_is_read(text: str) -> None:
    moment = from_text(text)
    assert moment == NOON
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-13-01T00:00:00Z",
        "1751371200",
        "2026-07-01T25:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-10:00",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_text(text)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, "2026-07-01T12:00:00.000Z"),
        (NOON + timedelta(microseconds=1999), "2026-07-01T12:00:00.001Z"),
        (NOON.astimezone(timezone(timedelta(hours=2))), "2026-07-01T12:00:00.000Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
    ],
)
def test_text_has_a_fixed_width_in_utc(moment: datetime, text: str) -> None:
    assert to_text(moment) == text


def test_text_order_is_time_order() -> None:
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in (1, 970, 1970, 2026, 9999)]
    texts = [to_text(moment) for moment in moments]
    assert texts == sorted(texts)
    assert [from_text(text) for text in texts] == moments


def test_now_is_aware() -> None:
    assert utc_now().tzinfo is UTC


def test_epoch_seconds_are_whole() -> None:
    assert epoch_seconds(datetime(1970, 1, 1, 0, 1, 0, 999_999, tzinfo=UTC)) == 60
