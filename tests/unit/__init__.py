"""Tests of one function or file."""
