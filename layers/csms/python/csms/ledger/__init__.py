"""The double-entry ledger: immutable transfers whose legs sum to zero."""
