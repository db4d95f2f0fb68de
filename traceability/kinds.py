"""Every kind of record there is, in one place."""

from __future__ import annotations

from typing import Any

from traceability.deliveries.announce import ANNOUNCEMENT
from traceability.deliveries.goods_return import GOODS_RETURN
from traceability.deliveries.receive import DELIVERY
from traceability.documents.deposit import DOCUMENT
from traceability.ingredients.describe import INGREDIENT
from traceability.kitchen.cook import COOKING
from traceability.kitchen.examine import BATCH_TEST
from traceability.kitchen.recipes import RECIPE
from traceability.kitchen.serve import SERVING
from traceability.kitchen.stock import EMPTYING, OPENING, STOCK_ISSUE, STOCK_RETURN
from traceability.ledger.kinds import Kind
from traceability.partners.appoint import APPOINTMENT
from traceability.partners.license import LICENCE
from traceability.partners.people import PERSON
from traceability.partners.register import ORGANISATION, SITE
from traceability.partners.vet import VETTING
from traceability.procurement.contract import CONTRACT
from traceability.procurement.order import PURCHASE_ORDER
from traceability.trace.hold import HOLD, RELEASE
from traceability.trace.same import SAME_BATCH

KINDS: tuple[Kind[Any], ...] = (
    ORGANISATION,
    SITE,
    LICENCE,
    PERSON,
    APPOINTMENT,
    VETTING,
    DOCUMENT,
    INGREDIENT,
    CONTRACT,
    PURCHASE_ORDER,
    RECIPE,
    ANNOUNCEMENT,
    DELIVERY,
    GOODS_RETURN,
    STOCK_ISSUE,
    STOCK_RETURN,
    OPENING,
    EMPTYING,
    COOKING,
    SERVING,
    BATCH_TEST,
    SAME_BATCH,
    HOLD,
    RELEASE,
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_PATH = {kind.path: kind for kind in KINDS}
