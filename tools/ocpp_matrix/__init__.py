"""The table of every OCPP message by version and direction, from the routes and the schemas."""
