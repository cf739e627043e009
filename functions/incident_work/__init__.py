"""What opens incidents, what time brings to them, and what tells people."""
