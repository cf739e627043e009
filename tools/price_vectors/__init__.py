"""Price a file of worked examples, so that others can check the engine with their own."""
