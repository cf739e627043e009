"""The table of vendors, quirks and tests in `docs/vendors.md`."""
