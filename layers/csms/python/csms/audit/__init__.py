"""The audit log: who ordered which movement of money, when, why, and what came of it."""
