"""Commands on their way to stations."""
