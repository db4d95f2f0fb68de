"""Contracts, purchase orders and prices."""
