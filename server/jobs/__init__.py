"""Work on a clock or after a commit: schedules and the outbox."""
