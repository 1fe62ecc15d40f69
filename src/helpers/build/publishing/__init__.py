"""The folder of pages: what is put there, how, and its index."""
