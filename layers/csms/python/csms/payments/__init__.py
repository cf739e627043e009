"""Money that comes from outside: payments at a provider, and what the ledger is told of them."""
