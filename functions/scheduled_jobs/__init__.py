"""What is done because time passes, and nothing else happens."""
