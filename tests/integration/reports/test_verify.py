"""What verification finds: changed bytes, changed figures, pages that say something else, strangers' keys."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from reports.render import render_pdf
from reports.sign import seal as sealing_code
from reports.sign.seal import seal
from reports.sign.sealing import OwnKey, Sealing
from reports.verify.steps import STEPS, State, Trust
from tests.support.corruption import FIGURES, change_figure
from tests.support.sealed import SealedMonth, codes, failed_steps, sealed_month
from tests.support.seals import AT, issued, stamped
from traceability.canonical import canonicalise
from traceability.ledger.signing import Key

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def month(application: Any, sqlite_district: Any, tmp_path_factory: pytest.TempPathFactory) -> SealedMonth:
    return sealed_month(application, sqlite_district, tmp_path_factory.mktemp("sealed"))


def test_verify_passes_what_nobody_touched(month: SealedMonth) -> None:
    told = month.verified(month.pdf)
    assert [step for step in told.steps if step.state is not State.PASSED] == []
    assert [step.name for step in told.steps] == list(STEPS)
    assert told.passed
    assert told.step("pages").notes[0].code == "same_bytes"


def test_verify_passes_archive_time_stamps(month: SealedMonth) -> None:
    root = issued("time root").der
    sealing = replace(month.sealing, ask=stamped, roots=(root,))
    told = month.verified(seal(month.unsigned, sealing, AT).pdf, replace(month.trust, roots=(*month.trust.roots, root)))
    assert [step for step in told.steps if step.state is not State.PASSED] == []
    assert codes(told, "signer") == {"signer", "stamped"}


def test_verify_finds_every_changed_byte(month: SealedMonth) -> None:
    rng = random.Random(1)
    for _ in range(24):
        place = rng.randrange(len(month.pdf))
        changed = bytearray(month.pdf)
        changed[place] ^= rng.randrange(1, 256)
        told = month.verified(bytes(changed))
        assert failed_steps(told), f"byte {place}"


def test_verify_finds_bytes_of_the_container_that_a_validator_passes_over(month: SealedMonth) -> None:
    start = month.pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = month.pdf.index(b">", start)
    lower = month.pdf[:start] + month.pdf[start:end].lower() + month.pdf[end:]
    assert codes(month.verified(lower), "container") == {"hexadecimal_unusual"}
    padded = month.pdf[: end - 1] + b"1" + month.pdf[end:]
    told = month.verified(padded)
    assert codes(told, "container") == {"padding_not_zero"}
    assert failed_steps(told) == ["container"]


SOME = ["accepted", "temperature", "lot", "delivery day", "core temperature", "served portions", "grams", "thrown away"]
"""A figure of each kind; `make soak` changes every one of them."""


@pytest.mark.parametrize("figure", SOME, ids=str)
def test_verify_names_record_and_field_of_a_figure_changed_before_all_was_printed_and_signed(
    month: SealedMonth, figure: str
) -> None:
    _, pdf = month.changed(partial(change_figure, figure=figure, rng=random.Random(figure)))
    told = month.verified(pdf)
    assert failed_steps(told) == ["entries"]
    (note, *_) = told.step("entries").notes
    assert note.code == "figure_differs"
    assert note.values["record"] == str(month.ids[FIGURES[figure].record])
    assert str(note.values["field"]).startswith(FIGURES[figure].field)


def test_verify_names_the_page_that_the_records_do_not_give(month: SealedMonth) -> None:
    def less(snapshot: dict[str, Any]) -> None:
        snapshot["deliveries"][0]["lines"][0]["accepted"]["amount"] = "83.2"

    told = month.verified(month.with_other_records(less))
    assert failed_steps(told)[:1] == ["pages"]
    notes = [note for note in told.step("pages").notes if note.code == "page_differs"]
    assert notes
    assert all("38.2" in str(note.values["printed"]) for note in notes[-1:])
    assert any("83.2" in str(note.values["expected"]) for note in notes)


def test_verify_finds_a_table_that_the_records_do_not_give(month: SealedMonth) -> None:
    table = month.unsigned  # any other content
    told = month.verified(month.with_files(table=table[:100]))
    assert "table" in failed_steps(told)


def test_verify_judges_again(month: SealedMonth) -> None:
    snapshot = copy.deepcopy(month.snapshot)
    gone = snapshot["judgement"]["findings"].pop(0)
    told = month.verified(month.sealed(month.render(snapshot, "zh", canonicalise(month.proofs)).pdf))
    assert failed_steps(told) == ["judgement"]
    (note,) = told.step("judgement").notes
    assert (note.code, note.values["rule"]) == ("finding_missing", gone["rule"])
    assert str(note.values["record"]).startswith(gone["subject"]["id"])


def test_verify_says_when_records_are_not_canonical(month: SealedMonth) -> None:
    told = month.verified(month.with_files(records=canonicalise(month.snapshot) + b" "))
    assert failed_steps(told) == ["records"]


def test_verify_says_when_a_record_stands_elsewhere_than_proved(month: SealedMonth) -> None:
    def moved(snapshot: dict[str, Any]) -> None:
        snapshot["cookings"][0]["seq"] += 1

    def unknown(snapshot: dict[str, Any]) -> None:
        snapshot["servings"][0]["rev"] = 2

    for change in (moved, unknown):
        _, pdf = month.changed(change)
        assert "ledger" in failed_steps(month.verified(pdf))


def test_verify_finds_an_entry_that_was_changed_with_its_figure(month: SealedMonth) -> None:
    def hotter(snapshot: dict[str, Any]) -> None:
        snapshot["cookings"][0]["core_temperature"] = "90.5"

    proofs = {**month.proofs, "records": [dict(each) for each in month.proofs["records"]]}
    for each in proofs["records"]:
        each["entry"] = each["entry"].replace('"81.5"', '"90.5"')
    snapshot, _ = month.changed(hotter)
    pdf = month.sealed(month.render(snapshot, "zh", canonicalise(proofs)).pdf)
    told = month.verified(pdf)
    assert failed_steps(told) == ["ledger"]
    assert {note.values["fault"] for note in told.step("ledger").notes} == {"entry_not_leaf"}
    assert {note.values["record"] for note in told.step("ledger").notes} == {str(month.ids["cooking"])}


def test_verify_does_not_pass_a_key_or_a_signer_it_was_not_told_to_trust(month: SealedMonth, tmp_path: Any) -> None:
    told = month.verified(month.pdf, Trust())
    assert not told.passed
    assert failed_steps(told) == []
    assert [step.name for step in told.steps if step.state is State.NOT_CHECKED] == ["signer", "ledger"]
    other = month.verified(month.pdf, Trust((issued("root").der,), {"0" * 16: b"0" * 32}))
    assert failed_steps(other) == ["signer", "ledger"]
    stranger = seal(month.unsigned, Sealing(OwnKey(tmp_path / "signing")), AT).pdf
    assert failed_steps(month.verified(stranger)) == ["signer"]


def test_verify_finds_what_was_added_after_the_signature(month: SealedMonth) -> None:
    assert "signature" in failed_steps(month.verified(month.pdf + b"\n"))
    update = IncrementalPdfFileWriter(io.BytesIO(month.pdf))
    update.root["/Lang"] = generic.pdf_string("en")
    update.update_root()
    written = io.BytesIO()
    update.write(written)
    assert "signature" in failed_steps(month.verified(written.getvalue()))


def _hide_page(writer: IncrementalPdfFileWriter) -> None:
    """Draw nothing on the second page."""
    page, _ = writer.find_page_for_modification(1)
    page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.update_container(page.get_object())


def _language(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Lang"] = generic.pdf_string("en")
    writer.update_root()


@pytest.mark.parametrize(
    ("added", "code"), [(_hide_page, "object_added"), (_language, "catalogue_changed")], ids=["page", "catalogue"]
)
def test_verify_finds_what_was_added_with_the_right_signature(
    month: SealedMonth, monkeypatch: pytest.MonkeyPatch, added: Callable[[Any], None], code: str
) -> None:
    class Update(sealing_code._Update):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            added(self)

    monkeypatch.setattr(sealing_code, "_Update", Update)
    told = month.verified(month.sealed(month.unsigned))
    assert failed_steps(told) == ["beginning"]
    assert code in codes(told, "beginning")


def test_verify_compares_figures_where_other_versions_made_the_pages(
    month: SealedMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.kinds.campus_monthly.versions", lambda: "Mealtrace 0.0.1; another")
    proofs = canonicalise(month.proofs)
    elsewhere = render_pdf(month.snapshot, "zh", proofs).pdf
    monkeypatch.undo()
    told = month.verified(month.sealed(elsewhere))
    assert told.passed
    assert codes(told, "pages") == {"another_maker", "same_figures"}
    other = month.render(dict(month.snapshot, deliveries=[]), "zh", proofs)
    told = replace(month, rendered={(canonicalise(month.snapshot), "zh", proofs): other}).verified(
        month.sealed(elsewhere)
    )
    assert "pages" in failed_steps(told)
    assert "figure_printed" in codes(told, "pages")


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"\x00" * 5000, b"%PDF-1.7\n" + b"<<" * 9000]
)
def test_verify_reads_no_nonsense(month: SealedMonth, content: bytes) -> None:
    told = month.verified(content)
    assert not told.readable
    assert not told.passed


def test_verify_reads_no_signature_into_an_unsigned_report(month: SealedMonth) -> None:
    told = month.verified(month.unsigned)
    assert failed_steps(told) == ["signature"]
    assert told.step("signature").notes[0].values == {"count": 0}
    assert told.step("pages").state is State.PASSED


def test_a_key_of_a_ledger_signs_for_no_other(month: SealedMonth) -> None:
    private = Ed25519PrivateKey.generate()
    forged = Key(private, private.public_key().public_bytes_raw())
    told = month.verified(month.pdf, replace(month.trust, keys={forged.id: forged.public}))
    assert failed_steps(told) == ["ledger"]
    assert {note.values["fault"] for note in told.step("ledger").notes} == {"key_unknown"}


def test_the_signed_file_has_two_revisions(month: SealedMonth) -> None:
    assert PdfFileReader(io.BytesIO(month.pdf)).total_revisions == 2
