from dataclasses import replace

from tests.builders import minutes
from tests.documents import CONTENT

from csms.receipts.content import Content, Idle
from csms.receipts.language import Language
from csms.receipts.sentences import idle_sentences, remarks
from csms.receipts.stored import from_plain, to_plain

EN, DE = Language("en"), Language("de")


def test_idle_time_is_told_with_its_proofs() -> None:
    assert idle_sentences(CONTENT, EN) == [
        "Charging ended 14:02 (last increase of the meter), the vehicle asked for no more "
        "(SuspendedEV) 14:03, free of charge until 14:17, unplugged 15:40.",
        "1\xa0h 23\xa0min billed.",
    ]
    assert idle_sentences(CONTENT, DE)[0] == (
        "Ladeende 14:02 (letzter Anstieg des Zählers), das Fahrzeug wollte nichts mehr "
        "(SuspendedEV) 14:03, kostenfrei bis 14:17, abgesteckt 15:40."
    )


def test_idle_time_of_the_next_day_names_the_day() -> None:
    overnight = Idle(minutes(63), minutes(1200), "after_stop")
    told = idle_sentences(replace(CONTENT, idle=(overnight,)), EN)
    assert told[0].replace("\xa0", " ") == (
        "no power flowed from 14:03, counted until 21 Jan 2026, 09:00, the last proof."
    )


def test_nothing_that_must_be_seen_is_left_out() -> None:
    content = replace(CONTENT, flags=("final_reading_estimated", "meter_reset"), limit="max_price")
    content = replace(content, issuer=replace(content.issuer, vat_id=None, phone=None, email=None))
    assert remarks(content, EN) == [
        "The maximum price of the tariff applied.",
        "The reading at the end is an estimate.",
        "Noted of the session: meter_reset.",
        "The operator has not stated: VAT id, contact.",
    ]


def test_content_survives_its_storage() -> None:
    assert from_plain(Content, to_plain(CONTENT)) == CONTENT
