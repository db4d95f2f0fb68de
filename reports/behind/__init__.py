"""What stands behind a report's figures: the records of its own snapshot, one by one."""
