"""Payment terminals: who they are, and how a card at one of them becomes a charging session."""
