"""A module for each noun."""
