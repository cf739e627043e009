"""A payment provider on this computer, in Stripe's wire format, that fails like the real world."""
