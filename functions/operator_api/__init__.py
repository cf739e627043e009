"""The operators' HTTP API: `/operator/v1`."""
