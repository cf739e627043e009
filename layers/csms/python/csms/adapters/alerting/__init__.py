"""The ways out to people: a topic of SNS, and HTTPS."""
