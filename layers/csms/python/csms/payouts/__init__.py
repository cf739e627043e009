"""What the payment provider's own books say: payouts to the bank, and fees."""
