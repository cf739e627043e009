"""The whole system on one computer: embedded AWS, the real template, and an edge in front."""
