"""Notebooks to published HTML: plan, run, page, publish. See builder.build."""
