"""The end of sessions that go on after their stop."""
