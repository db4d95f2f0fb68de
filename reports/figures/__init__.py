"""Figures: pure functions from a snapshot to counts. Nothing here knows a language, a page or a clock."""
