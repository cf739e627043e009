"""Receipts and credit notes: what a driver can check, numbered without a gap and never changed."""
