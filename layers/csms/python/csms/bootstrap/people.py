"""Operators as users."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import settings

if TYPE_CHECKING:
    from csms.operators.users import UserDirectory


@cache
def users() -> UserDirectory:
    """Who has a role."""
    from csms.adapters.cognito import CognitoUsers

    return CognitoUsers(boto3.client("cognito-idp"), settings().user_pool_id)
