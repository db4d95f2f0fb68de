"""`python -m traceability.rules --table` prints the README's table of the rules; `--write README.md` puts it there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from traceability.rules.table import replaced, table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m traceability.rules")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.table:
        sys.stdout.write(table() + "\n")
    if options.write:
        options.write.write_text(replaced(options.write.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
