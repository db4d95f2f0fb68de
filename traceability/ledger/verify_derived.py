"""Check what stands beside the entries: links that follow from several records, public codes, rivals, people's rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability import db
from traceability.canonical import digest
from traceability.identifiers import derive
from traceability.kitchen.allocate import COOKING, DERIVED, derived_link_id, derived_links
from traceability.partners.people import commit_to
from traceability.partners.public_code import code_of
from traceability.vocabulary import Evidence

PAGE = 500
PLACED = ("id", "log", "seq", "until_log", "until_seq")
"""Columns of a derived link that tell as of which entry it was derived, and its id, which follows from them."""
FIRST = UUID(int=0)


async def check_derived_links() -> list[str]:
    """Links that hold are derived again from the records; of others, id and end are checked."""
    faults = []
    last = FIRST
    while cookings := await db.fetch(
        f"SELECT {COOKING} FROM cooking WHERE until_seq IS NULL AND record > $1 ORDER BY record LIMIT {PAGE}",  # noqa: S608 - names of columns
        last,
    ):
        last = cookings[-1]["record"]
        faults += await _check_held(cookings)
    last = FIRST
    while links := await db.fetch(
        f"SELECT * FROM link WHERE kind IN @texts($1) AND id > $2 ORDER BY id LIMIT {PAGE}",  # noqa: S608 - a number of our own
        list(DERIVED),
        last,
    ):
        last = links[-1]["id"]
        faults += await _check_places(links)
    return faults


async def _check_held(cookings: Sequence[db.Row]) -> list[str]:
    wanted = await derived_links(cookings)
    held: dict[tuple[UUID, UUID, str], db.Row] = {}
    faults = []
    for row in await db.fetch(
        "SELECT * FROM link WHERE record IN @uuids($1) AND kind IN @texts($2) AND until_seq IS NULL",
        [cooking["record"] for cooking in cookings],
        list(DERIVED),
    ):
        key = (row["child"], row["parent"], row["kind"])
        if key not in wanted or key in held:
            faults.append(f"link {row['id']} of cooking {row['record']} follows from no records")
        held[key] = row
    for key, link in wanted.items():
        if key not in held:
            faults.append(f"link of cooking {link['record']} from {key[1]} ({key[2]}) is missing")
            continue
        for column, value in link.items():
            if column not in PLACED and held[key][column] != value:
                faults.append(
                    f"link {held[key]['id']} of cooking {link['record']}: {column} does not follow from records"
                )
    return faults


async def _check_places(links: Sequence[db.Row]) -> list[str]:
    """Each derived link stands and ends at entries, is of a cooking, and has the id of what it joins and where."""
    places = {(link["log"], link["seq"]) for link in links} | {(link["until_log"], link["until_seq"]) for link in links}
    there = {
        (row["log"], row["seq"])
        for row in await db.fetch(
            "SELECT l.id AS log, v.seq FROM log l JOIN revision v ON v.home = l.home AND v.log = l.id"
            " WHERE l.id IN @uuids($1) AND v.seq IN @ints($2)",
            list({log for log, _ in places if log is not None}),
            list({seq for _, seq in places if seq is not None}),
        )
    }
    cookings = {
        (row["record"], row["rev"]): row
        for row in await db.fetch(
            "SELECT record, rev, home, batch, occurred_at FROM cooking WHERE record IN @uuids($1)",
            list({link["record"] for link in links}),
        )
    }
    faults = []
    for link in links:
        name = f"link {link['id']} of cooking {link['record']}"
        end = (link["until_log"], link["until_seq"])
        cooking = cookings.get((link["record"], link["rev"]))
        told = (link["home"], link["child"], link["occurred_at"], link["evidence"])
        if cooking is None or told != (cooking["home"], cooking["batch"], cooking["occurred_at"], Evidence.INFERRED):
            faults.append(f"{name}: record, rev, home, child, occurred_at or evidence is not of that cooking")
        if derived_link_id(link) != link["id"]:
            faults.append(f"{name}: its id is not of child, parent, kind, log and seq")
        if (link["log"], link["seq"]) not in there:
            faults.append(f"{name}: log and seq are of no entry")
        if end != (None, None) and end not in there:
            faults.append(f"{name}: until_log and until_seq are of no entry")
    return faults


async def check_side_rows() -> list[str]:
    """Public codes follow from their sites, rivals from their contents, and names are those that were committed to."""
    faults = []
    for row in await db.fetch(
        "SELECT l.id, l.home, c.home AS code_home, c.code FROM log l"
        " JOIN revision v ON v.home = l.home AND v.log = l.id AND v.seq = 1 AND v.kind = 'site'"
        " LEFT JOIN site_code c ON c.id = l.id ORDER BY l.id"
    ):
        if (row["code_home"], row["code"]) != (row["home"], code_of(row["id"])):
            faults.append(f"site_code of site {row['id']} is not what follows from it")
    for row in await db.fetch("SELECT id, record, saw_rev, body, body_digest FROM rival ORDER BY id"):
        content = digest(row["body"].encode())
        expected = derive(row["record"], "rival", content.hex(), str(row["saw_rev"]))
        if content != bytes(row["body_digest"]) or expected != row["id"]:
            faults.append(f"rival {row['id']} of record {row['record']}: it is not the content that came")
    return faults + await _check_people()


async def _check_people() -> list[str]:
    faults = []
    last = FIRST
    while people := await db.fetch(
        "SELECT id, person, commitment, salt, name, phone FROM person WHERE erased_at IS NULL AND id > $1"  # noqa: S608 - a number of our own
        f" ORDER BY id LIMIT {PAGE}",
        last,
    ):
        last = people[-1]["id"]
        for row in people:
            salt, name = row["salt"], row["name"]
            if row["id"] not in (row["person"], derive(row["person"], str(row["commitment"]))):
                faults.append(f"person {row['id']}: person is not whom its id is of")
            made = commit_to(bytes(salt), name, row["phone"]) if salt is not None and name is not None else None
            if made is None or made != row["commitment"]:
                faults.append(f"person {row['id']}: name and phone are not those that were committed to")
    gone = await db.fetch(
        "SELECT e.record FROM person_entry e WHERE e.until_seq IS NULL"
        " AND EXISTS (SELECT 1 FROM person p WHERE p.person = e.record AND p.erased_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.person = e.record AND p.commitment = e.commitment)"
        " ORDER BY e.record"
    )
    return faults + [f"person {row['record']}: what was committed to is not there" for row in gone]
