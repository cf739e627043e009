"""Simulated charging stations of OCPP 1.6, 2.0.1 and 2.1, built on the `ocpp` package's client."""
