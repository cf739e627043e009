"""Figures of the network: every fact is counted once, by day and place, and corrected in place."""
