"""Stations' socket: authorize, connect, message, disconnect."""
