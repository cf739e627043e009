"""Public key infrastructures behind the ports; imported only where one is configured."""
