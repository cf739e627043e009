"""Where payment providers tell what happened: without a token, with a signature."""
