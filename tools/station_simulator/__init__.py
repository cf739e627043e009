"""Simulated charging stations of OCPP 1.6 and 2.0.1, built on the `ocpp` package's clients."""
