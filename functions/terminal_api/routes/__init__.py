"""Routes of the terminals."""
