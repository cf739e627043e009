"""What the payment routes take and give."""
