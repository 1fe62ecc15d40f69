"""Notebooks to published HTML; see builder.build.

What is to be built (planning) is run (running), made a page (pages), put in its place with its index
(publishing), and told (records).
"""
