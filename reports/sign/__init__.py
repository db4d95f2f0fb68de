"""The seal of a report: a PAdES signature appended to the unsigned file, whose bytes stay as they are."""
