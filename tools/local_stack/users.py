"""Demo users in the Cognito user pool."""

from collections.abc import Sequence

import boto3

from local_stack.stack_file import Stack, User


def create(stack: Stack, user: User, groups: Sequence[str] = ()) -> str:
    """The subject of the new user's tokens."""
    cognito = boto3.client("cognito-idp")
    pool, name = stack["user_pool_id"], user["username"]
    created = cognito.admin_create_user(
        UserPoolId=pool,
        Username=name,
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": name},
            {"Name": "email_verified", "Value": "true"},
        ],
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=name, Password=user["password"], Permanent=True
    )
    for group in groups:
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=name, GroupName=group)
    attributes = {one["Name"]: one["Value"] for one in created["User"]["Attributes"]}
    return attributes["sub"]


def id_token(stack: Stack, user: User) -> str:
    """The bearer token of both APIs."""
    answer = boto3.client("cognito-idp").initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=stack["user_pool_client_id"],
        AuthParameters={"USERNAME": user["username"], "PASSWORD": user["password"]},
    )
    return answer["AuthenticationResult"]["IdToken"]
