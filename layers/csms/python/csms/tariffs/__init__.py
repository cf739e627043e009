"""Tariffs and rating: pure, no I/O. OCPI 2.3.0 semantics (`mod_tariffs`)."""
