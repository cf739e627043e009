from decimal import Decimal

import pytest

from csms.ocpp import frames
from csms.ocpp.call_errors import Code
from csms.ocpp.frames import Answer, BadFrame, Call, frame_of, read_json


def refused(text: str) -> BadFrame:
    with pytest.raises(BadFrame) as caught:
        frame_of(read_json(text))
    return caught.value


def test_call_is_read() -> None:
    assert frame_of(read_json('[2,"1","Heartbeat",{}]')) == Call("1", "Heartbeat", {})


def test_members_behind_a_result_or_error_are_tolerated_where_the_standard_has_them() -> None:
    assert frame_of(read_json('[3,"1",{"status":"Accepted"}]')) == Answer(
        "1", {"status": "Accepted"}
    )
    error = frame_of(read_json('[4,"1","InternalError","oops",{}]'))
    assert error == Answer("1", {}, "InternalError", "oops")
    assert frame_of(read_json('[4,"1",""]')) == Answer("1", {}, "GenericError", "")


def test_numbers_stay_exact() -> None:
    call = frame_of(read_json('[2,"1","A",{"a":8.1,"b":8,"c":1e3,"d":0.1e-3}]'))
    assert isinstance(call, Call)
    assert call.payload == {"a": Decimal("8.1"), "b": 8, "c": 1000, "d": Decimal("0.0001")}


def test_whole_number_with_a_point_is_whole() -> None:
    call = frame_of(read_json('[2,"1","A",{"connectorId":1.0,"zero":-0.0}]'))
    assert isinstance(call, Call)
    assert [type(one) for one in call.payload.values()] == [int, int]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "{",
        '[2,"1","A",{}',
        '[2,"1","A",{"x":NaN}]',
        '[2,"1","A",{"x":-Infinity}]',
        '[2,"1","A",{"x":1e400}]',
        '[2,"1","A",{"x":1E999999999999999999}]',
        '[2,"1","A",{"x":1E99999999999999999999999}]',
        '[2,"1","A",{"x":1E-999999999999999999}]',
        '[2,"1","A",{"x":' + "9" * 5000 + "}]",
        '[2,"\\ud800","A",{}]',
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
    ids=range(14),
)
def test_what_is_not_json_is_refused(text: str) -> None:
    error = refused(text)
    assert (error.code, error.message_id) == (Code.RPC_FRAMEWORK_ERROR, None)


@pytest.mark.parametrize("text", ["{}", "1", "null", '"[2]"', "true", "[]", "[[]]"])
def test_what_is_no_frame_is_refused(text: str) -> None:
    error = refused(text)
    assert (error.code, error.message_id) == (Code.RPC_FRAMEWORK_ERROR, None)


@pytest.mark.parametrize(
    ("text", "code", "message_id"),
    [
        ('[2,"1","A",[]]', Code.FORMAT_VIOLATION, "1"),
        ('[2,"1","A",null]', Code.FORMAT_VIOLATION, "1"),
        ('[2,"1","A"]', Code.RPC_FRAMEWORK_ERROR, "1"),
        ('[2,"1"]', Code.RPC_FRAMEWORK_ERROR, "1"),
        ('[2,"1",7,{}]', Code.RPC_FRAMEWORK_ERROR, "1"),
        ('[2,"","A",{}]', Code.RPC_FRAMEWORK_ERROR, None),
        ('[2,7,"A",{}]', Code.RPC_FRAMEWORK_ERROR, None),
        ('[7,"1","A",{}]', Code.MESSAGE_TYPE_NOT_SUPPORTED, "1"),
        ("[7]", Code.MESSAGE_TYPE_NOT_SUPPORTED, None),
    ],
)
def test_bad_call_is_refused_with_its_id(text: str, code: Code, message_id: str | None) -> None:
    error = refused(text)
    assert (error.code, error.message_id, error.is_answer) == (code, message_id, False)


@pytest.mark.parametrize("text", ['[3,"1"]', '[3,"1",[]]', "[3]", '[4,"1"]', '[4,"1",7]'])
def test_broken_answer_is_told_from_a_bad_call(text: str) -> None:
    assert refused(text).is_answer


def test_frames_are_compact_and_in_order() -> None:
    assert frames.call("1", "Reset", {"type": "Soft"}) == '[2,"1","Reset",{"type":"Soft"}]'
    assert frames.call_result("1", {}) == '[3,"1",{}]'
    assert frames.call_error("1", "GenericError", "no") == '[4,"1","GenericError","no",{}]'


def test_decimals_are_written_as_numbers() -> None:
    payload = {"limit": Decimal("8.1"), "whole": Decimal("16.0")}
    assert frames.call("1", "A", payload) == '[2,"1","A",{"limit":8.1,"whole":16}]'


def test_what_json_cannot_say_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError, match="object"):
        frames.call("1", "A", {"x": object()})


def test_written_frames_are_read_back() -> None:
    assert frame_of(read_json(frames.call("1", "A", {"x": "é€"}))) == Call("1", "A", {"x": "é€"})
    assert frame_of(read_json(frames.call_result("1", {}))) == Answer("1", {})
