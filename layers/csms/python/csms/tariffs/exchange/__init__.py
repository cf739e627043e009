"""Tariffs in other systems' words: OCPI 2.2.1 and 2.3.0, OCPP 2.1. Pure, no I/O.

What another form cannot say is refused with its reason, unless it changes no price.
"""
