"""What the server asks of other servers."""
