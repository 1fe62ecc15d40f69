"""Drawings and page parts from tables; nothing is computed here."""
