"""Facts the demonstration district is made of: `facts()` reads them. Sources: README.md beside this file."""

from server.demo.facts.read import facts
from server.demo.facts.shapes import (
    Calendar,
    Division,
    Facts,
    Fault,
    Ingredient,
    Licence,
    Package,
    Recipe,
    SchoolPatterns,
    Supplier,
)

__all__ = [
    "Calendar",
    "Division",
    "Facts",
    "Fault",
    "Ingredient",
    "Licence",
    "Package",
    "Recipe",
    "SchoolPatterns",
    "Supplier",
    "facts",
]
