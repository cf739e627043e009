"""The part of the drivers' API that talks with the payment provider: apart, for its secret."""
