"""Settlement: from an ended session to exactly one posting."""
