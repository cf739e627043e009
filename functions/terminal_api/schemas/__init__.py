"""What terminals send and get."""
