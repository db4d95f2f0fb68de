"""What the law asks of records: one rule a file, each answering with findings."""
