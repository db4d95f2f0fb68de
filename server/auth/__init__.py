"""Accounts, sessions, tokens and what each role may do."""
