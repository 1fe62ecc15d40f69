"""What is to be built, from what, and why: light modules only."""
