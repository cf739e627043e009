"""Which terminal calls: by its key, which no authorizer has looked at before."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header
from starlette.exceptions import HTTPException

from csms import bootstrap
from csms.errors import Unauthorized
from csms.terminals.registry import Terminal, recognised


def terminal(authorization: Annotated[str, Header(include_in_schema=False)] = "") -> Terminal:
    """The caller; 401 without a key that is good now."""
    scheme, _, key = authorization.partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise Unauthorized("Send the terminal's key as `Authorization: Bearer`.")
        return recognised(key.strip(), bootstrap.services().clock(), bootstrap.terminals())
    except Unauthorized as error:
        challenge = {"www-authenticate": "Bearer"}
        raise HTTPException(HTTPStatus.UNAUTHORIZED, str(error), challenge) from error


Calling = Annotated[Terminal, Depends(terminal)]
