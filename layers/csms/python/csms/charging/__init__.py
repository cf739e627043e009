"""Charging sessions and meter readings: facts in, one session out, whatever the order."""
