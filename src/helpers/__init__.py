"""Standpoint: from coded news coverage of a policy event to reports."""
