"""What school canteens may not buy, cook or sell: data with a date, a region and a source (forbidden.toml).

Tablet and rule read the same list and name its source. The server records all the same; the tablet stops the cook.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from traceability.thresholds import regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """One forbidden food as it holds in `region` from `effective_from` to before `effective_to` (None: still).

    foods: names of ingredients, whole; dishes: parts of a dish's name. `provenance`: "F" read in a source, "K" from
    knowledge, "K?" with an unsure clause number. Whoever names it names `source`.
    """

    code: str
    name: str
    name_en: str
    foods: tuple[str, ...]
    dishes: tuple[str, ...]
    region: str
    effective_from: date
    source: str
    source_en: str
    reason: str
    reason_en: str
    provenance: str
    effective_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


def forbidden(on: date, region: str = "CN") -> tuple[Forbidden, ...]:
    """Everything forbidden on that day in `region` and the regions around it, in the order of the file.

    `region` is "CN", "CN-52" or a Chinese division code such as "440606", which lies in CN-4406, CN-44 and CN.
    """
    around = regions(region)
    return tuple(one for one in _list() if one.region in around and one.holds(on))


@cache
def _list() -> tuple[Forbidden, ...]:
    file: dict[str, Any] = tomllib.loads((files("traceability") / "forbidden.toml").read_text("utf-8"))
    return tuple(
        Forbidden(**{**entry, "foods": tuple(entry["foods"]), "dishes": tuple(entry["dishes"])})
        for entry in file["forbidden"]
    )
