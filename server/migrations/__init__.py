"""Migrations of this package's own tables."""
