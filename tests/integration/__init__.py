"""Tests of several floors together, on both databases."""
