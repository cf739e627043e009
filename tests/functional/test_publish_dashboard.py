"""The dashboard's files on their way into the bucket of a deployed stack (moto)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from publish_dashboard.publishing import Deployed, publish

OUTPUTS = {
    "DashboardUrl": "https://d1.cloudfront.net/",
    "DashboardBucketName": "pages",
    "DashboardDistributionId": "E1",
    "UserPoolClientId": "client",
}


class Caches:
    """CloudFront, as far as it is asked: moto wants a whole distribution for it."""

    def __init__(self) -> None:
        self.forgotten: list[dict[str, Any]] = []

    def create_invalidation(self, **request: Any) -> None:
        self.forgotten.append(request)


@pytest.fixture(name="dist")
def make_dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-1a.js").write_text("1")
    (tmp_path / "index.html").write_text("<p>")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    return tmp_path


@pytest.fixture(name="bucket")
def make_bucket() -> Iterator[Any]:
    with mock_aws():
        s3 = boto3.client("s3", region_name="eu-central-1")
        place: Any = {"LocationConstraint": "eu-central-1"}
        s3.create_bucket(Bucket="pages", CreateBucketConfiguration=place)
        yield s3


def test_files_are_kept_by_name_and_the_document_is_always_asked_for(
    dist: Path, bucket: Any
) -> None:
    caches = Caches()
    assert publish(dist, Deployed(OUTPUTS, "eu-central-1"), bucket, caches) == 4
    script = bucket.get_object(Bucket="pages", Key="assets/index-1a.js")
    assert "immutable" in script["CacheControl"]
    assert script["ContentType"] == "text/javascript"
    page = bucket.get_object(Bucket="pages", Key="index.html")
    assert (page["CacheControl"], page["ContentType"]) == ("no-cache", "text/html")
    assert caches.forgotten[0]["DistributionId"] == "E1"
    assert "/index.html" in caches.forgotten[0]["InvalidationBatch"]["Paths"]["Items"]


def test_the_page_is_told_the_stacks_addresses(dist: Path, bucket: Any) -> None:
    deployed = Deployed(OUTPUTS | {"LiveUrl": "wss://live.test/dev"}, "eu-central-1")
    publish(dist, deployed, bucket, Caches())
    config = json.loads(bucket.get_object(Bucket="pages", Key="config.json")["Body"].read())
    assert config == {
        "cognito_url": "https://cognito-idp.eu-central-1.amazonaws.com/",
        "user_pool_client_id": "client",
        "operator_api_url": "https://d1.cloudfront.net/operator/v1",
        "region": "eu-central-1",
        "live_url": "wss://live.test/dev",
    }


def test_a_page_that_is_open_still_finds_its_files(dist: Path, bucket: Any) -> None:
    publish(dist, Deployed(OUTPUTS, "eu-central-1"), bucket, Caches())
    (dist / "assets" / "index-1a.js").rename(dist / "assets" / "index-2b.js")
    publish(dist, Deployed(OUTPUTS, "eu-central-1"), bucket, Caches())
    keys = {one["Key"] for one in bucket.list_objects_v2(Bucket="pages")["Contents"]}
    assert {"assets/index-1a.js", "assets/index-2b.js"} <= keys
