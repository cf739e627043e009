"""Keeps the figures of the network up to date."""
