"""Batches and the links between them: upstream, downstream, recall."""
