"""Shared tablets: enrolled once by a manager, used by people who are told apart by PIN, counted entry by entry."""
