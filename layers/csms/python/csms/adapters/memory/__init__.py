"""The ports over plain dicts: for tests, and for whoever wants the domain without AWS."""
