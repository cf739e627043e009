"""The HTTP edge that both APIs share; the only part of csms that knows FastAPI and pydantic."""
