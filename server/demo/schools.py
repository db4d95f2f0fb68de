"""Invented schools on real streets: who eats where, and who works in the kitchen."""

from __future__ import annotations

from dataclasses import dataclass

from server.demo.dice import dice
from server.demo.facts import Facts
from server.demo.facts.numbers import school_credit_code

PAIR_EVERY = 20
"""One school in so many campuses has a second campus, cooked for by the first."""
ROLES = ("storekeeper", "food_safety_officer", "canteen_manager", "cook", "cook", "principal", "food_safety_director")
_SUFFIXES = ("街道", "地区", "镇", "乡")
_SUFFIXES_EN = (" Subdistrict", " Area", " Town", " Township")


@dataclass(frozen=True)
class Group:
    """Diners who are served together: counted, never named."""

    code: str
    name: str
    name_en: str
    age: str
    enrolment: int


@dataclass(frozen=True)
class Person:
    """Somebody who signs: an invented name, `key` unique in the district."""

    key: str
    name: str
    role: str


@dataclass(frozen=True)
class Campus:
    """A place where children eat. `kitchen` is the index of the campus that cooks for it, mostly its own."""

    index: int
    code: str
    school: str
    """Code of the school; two campuses may share one."""
    school_name: str
    school_name_en: str
    credit_code: str
    name: str
    name_en: str
    kind: str
    division: str
    """Code of its street or town."""
    mode: str
    """own, contracted or ordered_in."""
    kitchen: int
    groups: tuple[Group, ...]
    people: tuple[Person, ...]

    @property
    def cooks(self) -> bool:
        """Whether it has a kitchen at work."""
        return self.kitchen == self.index

    @property
    def enrolment(self) -> int:
        """All who may eat here."""
        return sum(group.enrolment for group in self.groups)


def campuses(facts: Facts, size: str, seed: int) -> tuple[Campus, ...]:
    """The campuses of a district of `size`, the same for the same seed. Raises KeyError for an unknown size."""
    count, districts = facts.schools.sizes[size]
    streets = [d.code for d in facts.divisions.values() if d.level == "street" and d.parent in districts]
    streets.sort(key=lambda code: (districts.index(code[:6]), code))
    made: list[Campus] = []
    for index in range(count):
        second = index % PAIR_EVERY == 1
        made.append(_campus(facts, seed, index, streets, made[-1] if second else None))
    return tuple(made)


def _campus(facts: Facts, seed: int, index: int, streets: list[str], first: Campus | None) -> Campus:
    patterns = facts.schools
    kind = patterns.kinds[first.kind if first else patterns.order[index % len(patterns.order)]]
    throw = dice(seed, "campus", index)
    street = first.division if first else streets[index * 7 % len(streets)]
    if first:
        school, school_name, school_name_en = first.school, first.school_name, first.school_name_en
        credit_code, kitchen, mode = first.credit_code, first.index, first.mode
    else:
        round_, word = index // len(streets), patterns.words[(index + index // len(streets)) % len(patterns.words)]
        school = f"s{index:03}"
        school_name = _short(facts.divisions[street].name, _SUFFIXES) + word[0] + kind.name
        school_name_en = f"{_short(facts.divisions[street].name_en, _SUFFIXES_EN)} {word[1]} {kind.name_en}"
        credit_code = school_credit_code(street[:6], 1000 + index)
        ordered_in = index % 25 == 13
        kitchen = index - 1 if ordered_in else index
        mode = "ordered_in" if ordered_in else "contracted" if (index + round_) % 9 == 5 else "own"
    paired = index % PAIR_EVERY in (0, 1)
    place = ("（西校区）", "（东校区）")[index % PAIR_EVERY] if paired else ""
    place_en = (" (West Campus)", " (East Campus)")[index % PAIR_EVERY] if paired else ""
    share = 500 if first else 1000
    return Campus(
        index=index,
        code=f"c{index:03}",
        school=school,
        school_name=school_name,
        school_name_en=school_name_en,
        credit_code=credit_code,
        name=school_name + place,
        name_en=school_name_en + place_en,
        kind=kind.code,
        division=street,
        mode=mode,
        kitchen=kitchen,
        groups=tuple(
            Group(g.code, g.name, g.name_en, g.age, throw.randint(g.least, g.most) * share // 1000) for g in kind.groups
        ),
        people=tuple(
            Person(f"c{index:03}-{n}", throw.choice(patterns.surnames) + throw.choice(patterns.given_names), role)
            for n, role in enumerate(ROLES)
        ),
    )


def _short(name: str, suffixes: tuple[str, ...]) -> str:
    return next((name.removesuffix(suffix) for suffix in suffixes if name.endswith(suffix)), name)
