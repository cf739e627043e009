"""Business events: what the stream publishes and everybody else reacts to."""
