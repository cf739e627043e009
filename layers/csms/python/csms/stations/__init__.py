"""Charging stations: who they are, how they are connected, what state they report."""
