"""The page at `/`: served whole, and told by `/config.json` where to sign in."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_stack.stack_file import Stack

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture(name="config")
def read_config(stack: Stack) -> Any:
    """As the page reads it."""
    return get(f"{stack['dashboard_url']}config.json").json()


def get(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers=headers, timeout=40, trust_env=False)


def sign_in(config: Any, origin: str, username: str, password: str) -> httpx.Response:
    """What the browser posts, from the origin of the page."""
    return httpx.post(
        config["cognito_url"],
        headers={
            "origin": origin,
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
        },
        json={
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": config["user_pool_client_id"],
            "AuthParameters": {"USERNAME": username, "PASSWORD": password},
        },
        timeout=40,
        trust_env=False,
    )


def test_the_page_and_all_its_files_are_served(stack: Stack) -> None:
    page = get(stack["dashboard_url"])
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-cache"
    assert "<title>Stationmaster</title>" in page.text
    named = re.findall(r"(?:src|href)=\"/(assets/[^\"]+)\"", page.text)
    assert {Path(one).suffix for one in named} == {".js", ".css"}
    for name in named:
        part = get(stack["dashboard_url"] + name)
        assert part.status_code == 200
        assert "immutable" in part.headers["cache-control"]


def test_every_page_of_the_application_has_its_address(stack: Stack) -> None:
    page = get(stack["dashboard_url"])
    deep = get(f"{stack['dashboard_url']}stations/DEMO-AC-1?tab=commands")
    assert (deep.status_code, deep.text) == (200, page.text)
    assert get(f"{stack['dashboard_url']}assets/nothing.js").status_code == 404


def test_the_browser_is_told_to_run_nothing_foreign(stack: Stack) -> None:
    headers = get(stack["dashboard_url"]).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_config_is_enough_to_sign_in_and_read(stack: Stack, config: Any) -> None:
    assert config == {
        "cognito_url": f"{stack['aws_endpoint_url']}/",
        "user_pool_client_id": stack["user_pool_client_id"],
        "operator_api_url": stack["operator_api_url"],
        "region": stack["aws_region"],
        "live_url": stack["live_url"],
    }
    origin = stack["dashboard_url"].rstrip("/")
    answer = sign_in(config, origin, **stack["users"]["operator"])
    assert answer.headers["access-control-allow-origin"] in {"*", origin}
    token = answer.json()["AuthenticationResult"]["IdToken"]
    for path in ("/stations?limit=200", "/sessions?limit=20", "/sessions?active=true&limit=200"):
        listed = get(config["operator_api_url"] + path, authorization=f"Bearer {token}")
        assert listed.status_code == 200
        assert isinstance(listed.json()["items"], list)


def test_wrong_password_is_told_in_a_way_that_the_page_knows(stack: Stack, config: Any) -> None:
    user = stack["users"]["operator"]["username"]
    answer = sign_in(config, stack["dashboard_url"].rstrip("/"), user, "wrong")
    assert answer.status_code == 400
    assert answer.headers["access-control-allow-origin"]
    kind = answer.json()["__type"]
    assert f'"{kind}"' in (ROOT / "dashboard/src/auth/cognito.ts").read_text()


def test_the_api_is_named_as_the_browser_named_the_page(stack: Stack) -> None:
    url = stack["dashboard_url"].replace("127.0.0.1", "localhost")
    config = get(f"{url}config.json").json()
    assert config["operator_api_url"] == f"{url}operator/v1"
