"""What a frame costs, measured on the deployed handler with the tables in the embedded AWS."""
