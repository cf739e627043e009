"""Files into the bucket: new names first, then the document that names them."""

import json
import mimetypes
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOR_EVER = "public, max-age=31536000, immutable"  # Vite names them by their content
_ALWAYS_ASK = "no-cache"
_CHANGED = ["/index.html", "/config.json", "/favicon.svg"]


@dataclass(frozen=True)
class Deployed:
    """A stack, by its outputs."""

    outputs: Mapping[str, str]
    region: str

    @property
    def url(self) -> str:
        return self.outputs["DashboardUrl"]

    def config(self) -> dict[str, str]:
        """What the page is told: as the local edge's /config.json."""
        config = {
            "cognito_url": f"https://cognito-idp.{self.region}.amazonaws.com/",
            "user_pool_client_id": self.outputs["UserPoolClientId"],
            "operator_api_url": f"{self.url}operator/v1",
            "region": self.region,
        }
        live = self.outputs.get("LiveUrl")
        return config | ({"live_url": live} if live else {})


def publish(dist: Path, deployed: Deployed, s3: Any, cloudfront: Any) -> int:
    """Uploads everything and forgets what caches hold of it; returns the number of files.

    Files of the version before stay: a page that is open still loads them.
    """
    bucket = deployed.outputs["DashboardBucketName"]
    assets = sorted(one for one in (dist / "assets").rglob("*") if one.is_file())
    others = sorted(one for one in dist.iterdir() if one.is_file() and one.name != "index.html")
    for file in (*assets, *others, dist / "index.html"):
        key = file.relative_to(dist).as_posix()
        kept = _FOR_EVER if key.startswith("assets/") else _ALWAYS_ASK
        _put(s3, bucket, key, file.read_bytes(), kept)
    _put(s3, bucket, "config.json", json.dumps(deployed.config()).encode(), _ALWAYS_ASK)
    cloudfront.create_invalidation(
        DistributionId=deployed.outputs["DashboardDistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": len(_CHANGED), "Items": _CHANGED},
            "CallerReference": str(uuid.uuid4()),
        },
    )
    return len(assets) + len(others) + 2


def _put(s3: Any, bucket: str, key: str, body: bytes, cache_control: str) -> None:
    kind = mimetypes.guess_type(key)[0] or "application/octet-stream"
    s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType=kind, CacheControl=cache_control)
