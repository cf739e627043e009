"""What is done about payments when nobody waits: the only place that books what came in."""
