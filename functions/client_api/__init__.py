"""The drivers' HTTP API: `/client/v1`."""
