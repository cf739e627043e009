"""What happens, told to open pages at once: who listens to what, and who may hear it."""
