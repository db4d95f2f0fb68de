"""Arrivals at the kitchen door: receive, return."""
