"""Reconciliation: whether the books agree with themselves, with the sessions and the provider."""
