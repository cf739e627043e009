"""What a charging session costs: a pure function of tariff, timeline, time zone and policy.

OCPI 2.3.0 semantics (`mod_tariffs`), and what operators need on top. No input or output, no clock.
"""
