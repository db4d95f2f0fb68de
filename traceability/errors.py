"""What can go wrong, in the words of the record; no word of any transport.

    MealtraceError              code, context
    ├── NotOnRecord             nothing is recorded under that id
    ├── Conflict                the same id, other content; both are kept
    ├── NotPermitted            the scope of the person does not reach it
    ├── LedgerDamaged           what is stored is not what was signed
    └── Invalid                 cannot be understood; every fault at once, each at its field
        └── QuantityError       an amount, temperature or sum of money (quantities.py)

`code` is stable and is what programs and the text catalogues look up; `context` holds the values a sentence
about it needs. Neither ever holds a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class MealtraceError(Exception):
    """Base of the tree. `code` is stable (the CODE of the class unless told), `context` fills the sentence about it."""

    CODE = "failed"

    def __init__(self, code: str | None = None, context: Mapping[str, object] | None = None, **values: object) -> None:
        self.code = code or self.CODE
        self.context: dict[str, object] = {**(context or {}), **values}
        super().__init__(self.code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.context.items())
        return f"{self.code} ({told})" if told else self.code


class NotOnRecord(MealtraceError):
    """Nothing is recorded under that id, or nothing the reader may know of."""

    CODE = "not_on_record"


class Conflict(MealtraceError):
    """The same id was recorded with other content; both stay for a person to see."""

    CODE = "conflict"


class NotPermitted(MealtraceError):
    """The scope or role of the person does not reach this."""

    CODE = "not_permitted"


class LedgerDamaged(MealtraceError):
    """What is stored is not what a checkpoint signed; `why` says it to the operator. Nothing is signed then."""

    CODE = "ledger_damaged"


@dataclass(frozen=True)
class Fault:
    """One thing that cannot be understood. `pointer` is a JSON pointer (RFC 6901), "" is the whole body."""

    pointer: str
    code: str
    context: Mapping[str, object] = field(default_factory=dict, hash=False)

    def under(self, prefix: str) -> "Fault":
        """The same fault seen from a body in which this value stands at `prefix`."""
        return Fault(prefix + self.pointer, self.code, self.context)


class Invalid(MealtraceError):
    """The content cannot be understood. `faults` names every fault found, never only the first."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault], code: str = "invalid") -> None:
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("an Invalid without a fault says nothing")
        super().__init__(code)

    def __str__(self) -> str:
        return "; ".join(f"{fault.pointer or '/'}: {fault.code}" for fault in self.faults)


def pointer_to(*steps: str | int) -> str:
    """The JSON pointer of a path: ("lines", 0, "unit") is "/lines/0/unit" (RFC 6901 escapes ~ and /)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
