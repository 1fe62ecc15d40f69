"""Notebooks run in kernels: forked or not, within limits, here or on a cluster."""
