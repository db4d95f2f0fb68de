"""Snapshot, view, HTML, PDF and archive: writes its own archive and schedules, never records."""
