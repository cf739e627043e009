"""A deployment that signs with an authority of its own, whose key is in its secret."""

import base64
import json
from pathlib import Path

import boto3
import pytest

from local_stack import certificates as authority_files


def stored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> authority_files.KeyPair:
    """The authority's files; its key is stored as an operator stores it."""
    authority_files.prepare(folder)
    pair = authority_files.authority(folder)
    material = base64.b64encode(pair.certificate.read_bytes() + pair.key.read_bytes()).decode()
    secret = boto3.client("secretsmanager").create_secret(
        Name="certificates", SecretString=json.dumps({"local_authority": material})
    )
    monkeypatch.setenv("CERTIFICATE_AUTHORITY", "local")
    monkeypatch.setenv("CERTIFICATE_SECRET_ARN", secret["ARN"])
    return pair
