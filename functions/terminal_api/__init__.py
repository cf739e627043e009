"""The API of payment terminals and their gateways."""
