"""Drivers and the tokens that identify them at a station."""
