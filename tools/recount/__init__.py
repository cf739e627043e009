"""Counts the figures of a deployment anew."""
