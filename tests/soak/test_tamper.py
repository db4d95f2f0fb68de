"""A thousand rows of the demonstration district are edited, deleted or copied: every one is found and named."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

from tests.soak.tamper import edit_some, sizes
from traceability import db
from traceability.ledger.checkpoint import make_checkpoint
from traceability.ledger.signing import load_key
from traceability.ledger.verify import verify_ledger

EDITS = int(os.environ.get("MEALTRACE_SOAK_EDITS", "1000"))
AT_ONCE = 200
"""Rows edited before the whole ledger is verified, which takes a quarter of a minute; the last few go one by one."""
ALONE = 3


class _Undo(Exception):
    """Takes a round of edits back."""


async def test_name_every_one_of_a_thousand_edited_rows(demo_url: str, tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)  # noqa: T201 - a failure is found again with it
    dice, key = random.Random(seed), load_key(tmp_path / "checkpoint.pem")
    trusted = {key.id: key.public}
    db.connect(demo_url)
    unnamed, edited = list[object](), Counter[str]()
    try:
        await make_checkpoint(key, db.utc_now())
        assert (await verify_ledger(trusted))[1] == []
        filled = await sizes()
        while (left := EDITS - edited.total()) > 0:
            at_once = min(AT_ONCE, left - ALONE) if left > ALONE else 1
            try:
                async with db.transaction():
                    edits = await edit_some(dice, at_once, filled)
                    _, faults = await verify_ledger(trusted)
                    raise _Undo
            except _Undo:
                edited.update(edit.table for edit in edits)
                unnamed += [edit for edit in edits if not edit.named_in(faults)]
        assert unnamed == []
        assert len(edited) == len(filled) or EDITS < len(filled) * 2
        assert (await verify_ledger(trusted))[1] == []
    finally:
        await db.engine().close()
