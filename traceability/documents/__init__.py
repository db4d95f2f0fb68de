"""Papers and photographs: their contents by SHA-256, and what is recorded of them."""
