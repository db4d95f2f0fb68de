"""What Mealtrace promises about speed, measured: `python -m tests.benchmarks`, or `make bench`."""
