"""The dashboard's files, served as its CloudFront distribution serves them."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# As in template.yaml, where the last rule has no http: and ws:, which here are the local ones.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob: https:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "connect-src 'self' https: wss: http: ws:",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}
_FOR_EVER = "public, max-age=31536000, immutable"  # Vite names them by their content


class Pages(StaticFiles):
    """What is no file is a page of the application, which has one document."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND or path.startswith("assets/"):
                raise
            response = await super().get_response("index.html", scope)
        response.headers.update(HEADERS)
        response.headers["cache-control"] = _FOR_EVER if path.startswith("assets/") else "no-cache"
        return response
