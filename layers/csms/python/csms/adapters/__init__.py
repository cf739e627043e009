"""What implements the ports; only `csms.bootstrap` and tests import from here."""
