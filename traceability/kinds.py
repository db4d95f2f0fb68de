"""Every kind of record there is, in one place."""

from __future__ import annotations

from typing import Any

from traceability.deliveries.announce import ANNOUNCEMENT
from traceability.deliveries.countersign import DELIVERY_SIGNATURE
from traceability.deliveries.goods_return import GOODS_RETURN
from traceability.deliveries.receive import DELIVERY
from traceability.documents.deposit import DOCUMENT
from traceability.ingredients.describe import INGREDIENT
from traceability.kitchen.accompany import ACCOMPANIED_MEAL
from traceability.kitchen.cameras import CAMERA_STATUS
from traceability.kitchen.cook import COOKING
from traceability.kitchen.count import STOCK_COUNT
from traceability.kitchen.daily_check import DAILY_CHECK
from traceability.kitchen.disinfect import DISINFECTION
from traceability.kitchen.dispatch import DISPATCH
from traceability.kitchen.dispose import DISPOSAL
from traceability.kitchen.examine import BATCH_TEST
from traceability.kitchen.groups import DINER_GROUP, HEADCOUNT, SCHOOL_DAY
from traceability.kitchen.keep_account import CANTEEN_ACCOUNT
from traceability.kitchen.menus import MENU, SUBSTITUTION
from traceability.kitchen.monthly_meeting import MONTHLY_MEETING
from traceability.kitchen.morning_check import MORNING_CHECK
from traceability.kitchen.receive_dispatch import DISPATCH_RECEIPT
from traceability.kitchen.recipes import RECIPE
from traceability.kitchen.reheat import REHEATING
from traceability.kitchen.report_incident import INCIDENT
from traceability.kitchen.retain import RETAINED_SAMPLE, SAMPLE_DISPOSAL
from traceability.kitchen.serve import SERVING
from traceability.kitchen.stock import EMPTYING, OPENING, STOCK_ISSUE, STOCK_RETURN
from traceability.kitchen.survey import SATISFACTION_SURVEY
from traceability.kitchen.temperatures import STORAGE_UNIT, TEMPERATURE_READING
from traceability.kitchen.use_additive import ADDITIVE_USE
from traceability.kitchen.weekly_check import WEEKLY_CHECK
from traceability.ledger.kinds import Kind
from traceability.partners.appoint import APPOINTMENT
from traceability.partners.certify_health import HEALTH_CERTIFICATE
from traceability.partners.license import LICENCE
from traceability.partners.people import PERSON
from traceability.partners.register import ORGANISATION, SITE
from traceability.partners.vet import VETTING
from traceability.procurement.contract import CONTRACT
from traceability.procurement.order import PURCHASE_ORDER
from traceability.procurement.reference_price import REFERENCE_PRICE
from traceability.rules.step import FINDING_STEP
from traceability.trace.hold import HOLD, RELEASE
from traceability.trace.same import SAME_BATCH

KINDS: tuple[Kind[Any], ...] = (
    ORGANISATION,
    SITE,
    LICENCE,
    PERSON,
    APPOINTMENT,
    HEALTH_CERTIFICATE,
    VETTING,
    DOCUMENT,
    INGREDIENT,
    CONTRACT,
    PURCHASE_ORDER,
    REFERENCE_PRICE,
    STORAGE_UNIT,
    DINER_GROUP,
    SCHOOL_DAY,
    RECIPE,
    MENU,
    SUBSTITUTION,
    HEADCOUNT,
    ANNOUNCEMENT,
    DELIVERY,
    DELIVERY_SIGNATURE,
    GOODS_RETURN,
    STOCK_ISSUE,
    STOCK_RETURN,
    OPENING,
    EMPTYING,
    STOCK_COUNT,
    TEMPERATURE_READING,
    COOKING,
    DISPATCH,
    DISPATCH_RECEIPT,
    RETAINED_SAMPLE,
    SAMPLE_DISPOSAL,
    REHEATING,
    SERVING,
    DISPOSAL,
    BATCH_TEST,
    MORNING_CHECK,
    DISINFECTION,
    ADDITIVE_USE,
    DAILY_CHECK,
    ACCOMPANIED_MEAL,
    CAMERA_STATUS,
    WEEKLY_CHECK,
    MONTHLY_MEETING,
    INCIDENT,
    SATISFACTION_SURVEY,
    CANTEEN_ACCOUNT,
    FINDING_STEP,
    SAME_BATCH,
    HOLD,
    RELEASE,
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_PATH = {kind.path: kind for kind in KINDS}
