"""HTTP, clocks and clients over the record and the reports."""
