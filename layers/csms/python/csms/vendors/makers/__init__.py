"""One module for each maker or platform; `_blueprint.py` is the one to copy."""
