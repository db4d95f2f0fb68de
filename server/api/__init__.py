"""The HTTP API: thin handlers, one call each."""
