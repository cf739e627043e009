"""Puts the built dashboard into the bucket of a deployed stack."""
