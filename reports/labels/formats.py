"""Sizes of labels: rolls of label printers, one label a page, and A4 sheets of adhesive labels. All in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Format:
    """width, height: of one label; across, down: how many stand on a page."""

    width: float
    height: float
    across: int = 1
    down: int = 1


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "40x30": Format(40, 30),
        "50x30": Format(50, 30),
        "60x40": Format(60, 40),
        "a4-70x37": Format(70, 37, 3, 8),
        "a4-63.5x38.1": Format(63.5, 38.1, 3, 7),
    }
)
"""Where the labels of a sheet lie (edges, gaps) stands in css/label.css, by these names."""
