"""An executed notebook as a page."""
