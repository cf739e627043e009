"""People who run the network: what they may do, and for which sites."""
