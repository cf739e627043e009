"""The OpenAPI documents in `docs/api`, generated from the applications."""
