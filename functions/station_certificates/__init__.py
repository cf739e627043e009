"""Certificates of stations: issued on request, renewed in time."""
