"""Every kind of record there is, in one place."""

from __future__ import annotations

from typing import Any

from traceability.deliveries.receive import DELIVERY
from traceability.kitchen.cook import COOKING
from traceability.kitchen.recipes import RECIPE
from traceability.kitchen.serve import SERVING
from traceability.kitchen.stock import EMPTYING, OPENING, STOCK_ISSUE, STOCK_RETURN
from traceability.ledger.kinds import Kind

KINDS: tuple[Kind[Any], ...] = (
    RECIPE,
    DELIVERY,
    STOCK_ISSUE,
    STOCK_RETURN,
    OPENING,
    EMPTYING,
    COOKING,
    SERVING,
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_PATH = {kind.path: kind for kind in KINDS}
