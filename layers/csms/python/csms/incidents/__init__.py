"""What is wrong in the network, from the first sign to its end (`docs/incidents.md`)."""
