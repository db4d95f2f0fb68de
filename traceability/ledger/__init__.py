"""The ledger: append-only logs of record revisions, one per site and organisation."""
