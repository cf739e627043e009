"""Stationmaster: a serverless charging station management system (CSMS)."""
