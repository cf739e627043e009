from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.ocmf import Meter

from csms.adapters.ocmf import OcmfFormat
from csms.charging.ports import TelemetryRecord
from csms.receipts.signed_values import SignedCheck, SignedValue, Verdict, signed_values
from csms.receipts.verifying import verify, with_pin
from csms.stations.meter_keys import MeterKey, MeterKeys, overlapping

AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
READER = OcmfFormat()


def value(text: str, **fields: object) -> SignedValue:
    return replace(SignedValue(AT, "Transaction.End", text), **fields)  # type: ignore[arg-type]


def checked(
    meter: Meter, *texts: str, billed_wh: int = 7_350, keys: MeterKeys | None = None
) -> SignedCheck:
    known = keys or MeterKeys("CP1", (MeterKey(meter.public_key),))
    found = verify(tuple(map(value, texts)), known, 1, billed_wh, READER)
    assert found is not None
    return found


def test_whole_transaction_in_one_record_is_verified() -> None:
    meter = Meter()
    found = checked(meter, meter.whole("1000.000", "1007.350"))
    assert (found.verdict, found.reasons) == (Verdict.VERIFIED, ())
    assert (found.begin_wh, found.end_wh) == (1_000_000, 1_007_350)
    assert (found.public_key, found.key_origin) == (meter.public_key, "operator")


def test_begin_and_end_in_two_records_are_verified() -> None:
    meter = Meter()
    begin = meter.record(meter.reading("B", "10.00"))
    between = meter.record(meter.reading("C", "12.00"))
    end = meter.record(meter.reading("E", "17.35"))
    assert checked(meter, begin, between, end).verdict is Verdict.VERIFIED
    assert checked(meter, begin.encode().hex(), end.encode().hex()).verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("billed_wh", "kwh", "verdict"),
    [
        (7_350, "17.350", Verdict.VERIFIED),
        (7_351, "17.350", Verdict.VERIFIED),
        (7_352, "17.350", Verdict.INVALID),
        (7_349, "17.35", Verdict.VERIFIED),
        (7_365, "17.35", Verdict.INVALID),
    ],
)
def test_what_is_billed_must_be_what_was_signed(billed_wh: int, kwh: str, verdict: Verdict) -> None:
    meter = Meter()
    found = checked(meter, meter.whole("10.000", kwh), billed_wh=billed_wh)
    assert found.verdict is verdict
    assert found.reasons == (("differs_from_billed",) if verdict is Verdict.INVALID else ())


def test_one_changed_digit_is_found() -> None:
    meter = Meter()
    text = meter.whole("10.000", "17.350").replace("17.350", "27.350")
    found = checked(meter, text, billed_wh=17_350)
    assert (found.verdict, found.reasons) == (Verdict.INVALID, ("signature",))


def test_another_meter_is_found() -> None:
    assert checked(Meter(), Meter().whole("10.000", "17.350")).reasons == ("signature",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ST": "T"}, "meter_status"),
        ({"EF": "E"}, "error_flags"),
        ({"RV": "9.000"}, "value_regression"),
    ],
)
def test_signed_fault_is_no_proof(changes: dict[str, str], reason: str) -> None:
    meter = Meter()
    text = meter.record(meter.reading("B", "10.000"), meter.reading("E", "17.350", **changes))
    found = checked(meter, text)
    assert found.verdict is Verdict.INVALID
    assert reason in found.reasons


def test_end_of_another_meter_is_no_proof() -> None:
    meter = Meter()
    begin = meter.record(meter.reading("B", "10.000"))
    end = meter.record(meter.reading("E", "17.350"), MS="other", GS="other")
    assert checked(meter, begin, end).reasons == ("serial_mismatch",)


def test_half_a_transaction_proves_nothing() -> None:
    meter = Meter()
    found = checked(meter, meter.record(meter.reading("E", "17.350")))
    assert (found.verdict, found.reasons) == (Verdict.UNVERIFIABLE, ("incomplete",))


@pytest.mark.parametrize("text", ["", "OCMF|{", "OCMF|{}|{}", "garbage", "00ff", "T0NNRg=="])
def test_what_cannot_be_read_is_kept_and_proves_nothing(text: str) -> None:
    found = checked(Meter(), text)
    assert (found.verdict, found.reasons) == (Verdict.UNVERIFIABLE, ("unreadable",))
    assert found.values[0].text == text


def test_maker_format_is_passed_through() -> None:
    alfen = value("AP;0;3;ALCV3ABBBISHMA2RYEGAZE3HV5YQBQRAEHAR2MNA;", encoding="ALFEN")
    found = verify((alfen,), MeterKeys("CP1"), 1, 7_350, READER)
    assert found is not None
    assert (found.verdict, found.reasons) == (Verdict.UNVERIFIABLE, ("unsupported_format",))


def test_without_a_key_registers_are_shown_and_nothing_is_proven() -> None:
    meter = Meter()
    found = checked(meter, meter.whole("10.000", "17.350"), keys=MeterKeys("CP1"))
    assert (found.verdict, found.reasons) == (Verdict.UNVERIFIABLE, ("no_key",))
    assert (found.begin_wh, found.end_wh) == (10_000, 17_350)


def test_key_that_a_station_sends_is_not_believed_unless_the_operator_says_so() -> None:
    meter = Meter()
    sent = value(meter.whole("10.000", "17.350"), sent_key=meter.sent_key)
    keys = MeterKeys("CP1")
    assert with_pin([sent], keys, 1, READER) == keys
    pinned = with_pin([sent], replace(keys, pin_first_use=True), 1, READER)
    found = verify((sent,), pinned, 1, 7_350, READER)
    assert found is not None
    assert (found.verdict, found.key_origin) == (Verdict.VERIFIED, "first_use")
    forged = replace(sent, sent_key=Meter().sent_key)
    assert with_pin([forged], pinned, 1, READER) == pinned


def test_key_that_does_not_fit_is_told() -> None:
    meter = Meter()
    keys = MeterKeys("CP1", (MeterKey("ab" * 40),))
    assert checked(meter, meter.whole("10.000", "17.350"), keys=keys).reasons == ("key_unfit",)


def test_key_of_the_evse_and_of_the_time_is_used() -> None:
    hour = timedelta(hours=1)
    keys = MeterKeys(
        "CP1",
        (
            MeterKey("all"),
            MeterKey("old", 1, valid_until=AT),
            MeterKey("new", 1, valid_from=AT),
            MeterKey("two", 2),
        ),
    )
    told = [
        keys.key_for(evse, AT + off) for evse, off in ((1, -hour), (1, hour), (2, hour), (3, hour))
    ]
    assert [one.public_key for one in told if one] == ["old", "new", "two", "all"]
    assert not overlapping(keys.keys)
    assert overlapping((*keys.keys, MeterKey("late", 1, valid_from=AT + hour)))
    assert MeterKeys("CP1", (MeterKey("x", 2),)).key_for(1, AT) is None


def record_of(entries: list[dict[str, object]]) -> TelemetryRecord:
    return TelemetryRecord("CP1", "transaction 1", "d", AT, [], entries)


def test_signed_samples_of_both_versions_are_found() -> None:
    old = {"value": "OCMF|é|{}", "format": "SignedData", "context": "Transaction.Begin"}
    new = {"value": 1, "signedMeterValue": {
        "signedMeterData": "T0NNRg==", "signingMethod": "", "encodingMethod": "EDL",
        "publicKey": "a2V5",
    }}  # fmt: skip
    plain = {"value": "7"}
    entries: list[dict[str, object]] = [
        {"timestamp": "2026-11-23T12:00:00Z", "sampledValue": [new]},
        {"timestamp": "2026-11-23T10:00:00Z", "sampledValue": [plain, old]},
        {"timestamp": "nonsense", "sampledValue": [plain]},
    ]
    begin, end = signed_values([record_of(entries)])
    assert (begin.text, begin.context, begin.encoding) == ("OCMF|é|{}", "Transaction.Begin", "OCMF")
    assert (end.text, end.encoding, end.sent_key) == ("T0NNRg==", "EDL", "a2V5")


def test_begin_and_end_survive_a_day_of_samples() -> None:
    def entry(minute: int, context: str) -> dict[str, object]:
        at = (AT + timedelta(minutes=minute)).isoformat()
        sample = {"value": f"OCMF|{minute}", "format": "SignedData", "context": context}
        return {"timestamp": at, "sampledValue": [sample]}

    day = [entry(one, "Sample.Periodic") for one in range(1, 1000)]
    framed = [
        entry(0, "Transaction.Begin"),
        *day,
        entry(1000, "Transaction.End"),
        entry(1001, "Other"),
    ]
    found = [one.text for one in signed_values([record_of(framed)])]
    assert found == ["OCMF|0", "OCMF|1000", "OCMF|1001"]
