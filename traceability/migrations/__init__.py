"""Schema steps, additive or branching on the engine, one DDL statement each."""
