"""Fills a running local stack with a network of many stations."""
