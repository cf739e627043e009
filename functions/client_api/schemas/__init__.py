"""What the drivers' API gives."""
