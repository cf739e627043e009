"""The balance while a session runs: reserved ahead in steps, stopped before it is exhausted."""
