"""Tables from tables: what the notebooks compute."""
