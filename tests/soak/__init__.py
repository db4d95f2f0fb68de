"""Runs that take long on purpose: kills, and every promise checked at the end. `make soak`."""
