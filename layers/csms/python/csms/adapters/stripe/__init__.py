"""The payment provider Stripe behind the ports of `csms.payments`; loads `stripe` (17 MB)."""
