"""Whether stations are there, as time passes."""
