"""Writes the typed wire messages of each OCPP version from the `ocpp` package's schemas."""
