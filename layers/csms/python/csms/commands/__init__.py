"""Commands to stations: records with a life, since the answer arrives in another invocation."""
