"""Tests of Mealtrace."""
