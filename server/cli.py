"""The `mealtrace` command."""

import argparse


def main() -> int:
    """Read the command line and run what it asks for; the exit code is the process's."""
    parser = argparse.ArgumentParser(prog="mealtrace", description=__doc__)
    parser.parse_args()
    parser.print_help()
    return 0
