"""Documents are read by who may see them; what is read is what was last recorded."""

from __future__ import annotations

import pytest

from tests.support.records import CAMPUS, INSPECTOR, KITCHEN, SCHOOL, SELLER, SUPPLIER, amend, district, known, put
from traceability.documents.read import read
from traceability.errors import NotOnRecord
from traceability.scope import Role, Scope

OTHER_KITCHEN = Scope(known("other cook"), Role.KITCHEN, frozenset({known("other campus")}))
OTHER_SELLER = Scope(known("other seller"), Role.SUPPLIER, frozenset({known("other supplier")}))


async def test_read_the_papers_of_a_supplier_by_everyone_but_its_rivals(records_url: str) -> None:
    async with district(records_url):
        paper = {"party": str(SUPPLIER), "kind": "business_licence", "number": "JY1", "sha256": "ab" * 32}
        document = await put("document", paper, scope=SELLER)
        for scope in (SELLER, KITCHEN, INSPECTOR, OTHER_KITCHEN):
            assert (await read(scope, document.id))["sha256"] == "ab" * 32
        with pytest.raises(NotOnRecord):
            await read(OTHER_SELLER, document.id)


async def test_read_the_papers_of_a_kitchen_within_its_scope_only(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        photo = await put("document", {"party": str(CAMPUS), "kind": "photo", "sha256": "cd" * 32}, scope=KITCHEN)
        assert (await read(INSPECTOR, photo.id))["log"] == CAMPUS
        for scope in (OTHER_KITCHEN, SELLER):
            with pytest.raises(NotOnRecord):
                await read(scope, photo.id)


async def test_read_gives_the_corrected_document_and_none_that_was_taken_back(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        told = {"party": str(SCHOOL), "kind": "contract", "number": "HT-1"}
        document = await put("document", told)
        await amend(document, {**told, "number": "HT-2"})
        assert (await read(INSPECTOR, document.id))["number"] == "HT-2"
        await amend(document, None, saw=2)
        with pytest.raises(NotOnRecord):
            await read(INSPECTOR, document.id)
