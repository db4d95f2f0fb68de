"""Schedules of reports: when they come due, by which calendar, for whom; their runs."""
