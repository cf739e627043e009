"""Who is told of incidents, how, and whether it arrived (`docs/incidents.md`)."""
