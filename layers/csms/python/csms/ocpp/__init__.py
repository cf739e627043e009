"""OCPP over WebSocket: frames, versions, and the stateless dispatcher between them."""
