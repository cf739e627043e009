"""The operators' WebSocket: what happens is told to open pages."""
