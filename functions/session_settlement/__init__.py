"""Tasks of the settle_session state machine, and its start."""
