"""Accounts, sessions and tokens, and the scope that follows from them."""
