"""The built template is changed only where the embedded AWS cannot take it."""

from pathlib import Path
from typing import Any

import pytest

from local_stack.template import WORKER, adapt

BUILD = Path("/build")
AWS_URL = "http://127.0.0.1:4566"
HTTP_URL = "http://127.0.0.1:8080"
ENDPOINT = "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"
EXECUTE_API = "https://${OcppApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${Stage}"


def built(**resources: Any) -> dict[str, Any]:
    layer = {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "CsmsLayer"}}
    return {
        "Globals": {
            "Function": {
                "Layers": [{"Ref": "CsmsLayer"}],
                "Timeout": 10,
                "Environment": {"Variables": {"STAGE": "dev"}},
            }
        },
        "Resources": {"CsmsLayer": layer} | resources,
        "Outputs": {},
    }


def test_resources_unknown_to_the_emulator_are_left_out() -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    template = built(Reply={"Type": "AWS::ApiGatewayV2::RouteResponse"}, Queue=queue)
    assert adapt(template, BUILD, AWS_URL, HTTP_URL)["Resources"] == {"Queue": queue}


def test_alerts_get_as_many_workers_as_are_warm() -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    mappings = {
        name: {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"EventSourceArn": {"Fn::GetAtt": [name, "Arn"]}},
        }
        for name in ("AlertWork", "Receipts")
    }
    adapted = adapt(built(**mappings, Queue=queue), BUILD, AWS_URL, HTTP_URL)["Resources"]
    scaled = {name for name, one in adapted.items() if "ScalingConfig" in one.get("Properties", {})}
    assert scaled == {"AlertWork"}


def test_loops_are_kept() -> None:
    loop = {"Fn::ForEach::Queues": ["Name", ["A"], {"${Name}Queue": {"Type": "AWS::SQS::Queue"}}]}
    assert adapt(built(**loop), BUILD, AWS_URL, HTTP_URL)["Resources"] == loop


def test_alarms_on_expressions_are_left_out_of_loops_too() -> None:
    plain = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}}
    calculated = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": []}}
    body = {"${Name}Alarm": calculated, "${Name}Plain": plain}
    template = built(**{"Fn::ForEach::Functions": ["Name", ["A"], body]}, Own=calculated)
    assert adapt(template, BUILD, AWS_URL, HTTP_URL)["Resources"] == {
        "Fn::ForEach::Functions": ["Name", ["A"], {"${Name}Plain": plain}]
    }


def test_layers_are_mounted_where_they_were_built() -> None:
    function = adapt(built(), BUILD, AWS_URL, HTTP_URL)["Globals"]["Function"]
    path = f"/build/CsmsLayer/python:{WORKER}"
    assert function == {
        "Timeout": 10,
        "Environment": {
            "Variables": {
                "STAGE": "dev",
                "PYTHONPATH": path,
                "AWS_ENDPOINT_URL_SNS": f"{HTTP_URL}/inbox/sns",
            }
        },
    }


def test_commands_go_to_the_sockets_of_the_emulator() -> None:
    variables = {ENDPOINT: {"Fn::Sub": EXECUTE_API}}
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Environment": {"Variables": variables}},
    }
    adapted = adapt(built(Delivery=function), BUILD, AWS_URL, HTTP_URL)["Resources"]["Delivery"]
    assert adapted["Properties"]["Environment"]["Variables"][ENDPOINT] == {
        "Fn::Sub": "http://127.0.0.1:4566/_aws/execute-api/${OcppApi}/${Stage}"
    }


def test_another_kind_of_endpoint_is_not_guessed() -> None:
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {"Environment": {"Variables": {ENDPOINT: "https://example.com"}}},
    }
    with pytest.raises(ValueError, match="not an execute-api address"):
        adapt(built(Delivery=function), BUILD, AWS_URL, HTTP_URL)
