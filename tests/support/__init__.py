"""What tests stand on: databases and people."""
