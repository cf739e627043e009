"""What the deployed stack tells about itself, and what the edge needs of it."""

import os
from dataclasses import asdict

import boto3

from local_stack.edge.settings import EdgeSettings
from local_stack.settings import HOST, ROOT, STACK_NAME, Settings

_IDLE_SECONDS = "600"
_MAX_SECONDS = "7200"


def read_outputs() -> dict[str, str]:
    cloudformation = boto3.client("cloudformation")
    stack = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def edge_settings(settings: Settings, outputs: dict[str, str]) -> dict[str, object]:
    secrets = boto3.client("secretsmanager")
    secret = secrets.get_secret_value(SecretId=outputs["OriginSecretArn"])["SecretString"]
    execute_api = f"{HOST}:{settings.aws_port}/_aws/execute-api"
    return asdict(
        EdgeSettings(
            host=HOST,
            ocpp_port=settings.ocpp_port,
            ocpp_tls_port=settings.ocpp_tls_port,
            http_port=settings.http_port,
            ocpp_target=f"ws://{execute_api}/{outputs['OcppApiId']}",
            http_target=f"http://{execute_api}/{outputs['HttpApiId']}",
            aws_url=settings.aws_url,
            stage=outputs["OcppStageName"],
            origin_secret=secret,
            tls_folder=str(settings.folder / "tls"),
            dashboard=str(ROOT / "dashboard" / "dist"),
            idle_seconds=float(os.environ.get("OCPP_IDLE_SECONDS") or _IDLE_SECONDS),
            max_seconds=float(os.environ.get("OCPP_MAX_SECONDS") or _MAX_SECONDS),
        )
    )
