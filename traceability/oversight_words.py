"""The word lists of what a canteen records of itself: additives, cameras, incidents, accounts, suppliers' marks.

How people say them stands in vocabulary.zh.toml and vocabulary.en.toml like that of every other list.
"""

from enum import StrEnum


class AdditivePurpose(StrEnum):
    """What an additive is for: the functional classes of GB 2760 that a kitchen meets (cited from knowledge)."""

    LEAVENING = "leavening"
    COLOUR = "colour"
    FLAVOUR_ENHANCER = "flavour_enhancer"
    FLAVOURING = "flavouring"
    SWEETENER = "sweetener"
    THICKENER = "thickener"
    EMULSIFIER = "emulsifier"
    COAGULANT = "coagulant"
    ACIDITY_REGULATOR = "acidity_regulator"
    MOISTURE_RETENTION = "moisture_retention"
    ANTIOXIDANT = "antioxidant"
    PRESERVATIVE = "preservative"
    OTHER = "other"


class CameraAlertKind(StrEnum):
    """What a kitchen's cameras warn of (互联网+明厨亮灶)."""

    NO_HAT = "no_hat"
    NO_MASK = "no_mask"
    NO_GLOVES = "no_gloves"
    WORK_CLOTHES = "work_clothes"
    SMOKING = "smoking"
    PHONE = "phone"
    STRANGER = "stranger"
    RODENT = "rodent"
    BIN_OPEN = "bin_open"
    COVERED_LENS = "covered_lens"
    OTHER = "other"


class IncidentKind(StrEnum):
    """What kind of food-safety incident it was, or was thought to be."""

    SUSPECTED_ILLNESS = "suspected_illness"
    FOREIGN_OBJECT = "foreign_object"
    SPOILED_FOOD = "spoiled_food"
    UNSAFE_SOURCE = "unsafe_source"
    ALLERGEN = "allergen"
    OTHER = "other"


class ToldAuthority(StrEnum):
    """Whom a school tells of an incident: 市场监督管理部门, 教育主管部门, 卫生健康部门, or somebody else."""

    MARKET_REGULATION = "market_regulation"
    EDUCATION = "education"
    HEALTH = "health"
    OTHER = "other"


class IncomeHeading(StrEnum):
    """Where a canteen's money comes from."""

    MEAL_FEES = "meal_fees"
    SUBSIDY = "subsidy"
    STAFF_MEALS = "staff_meals"
    OTHER = "other"


class ExpenditureHeading(StrEnum):
    """What a canteen's money goes to."""

    INGREDIENTS = "ingredients"
    WAGES = "wages"
    ENERGY = "energy"
    EQUIPMENT = "equipment"
    CONSUMABLES = "consumables"
    TESTING = "testing"
    OTHER = "other"


class VettingOccasion(StrEnum):
    """Why a supplier was looked at: before buying (准入), every year (年度评价), after an incident, or as it leaves."""

    ADMISSION = "admission"
    YEARLY = "yearly"
    INCIDENT = "incident"
    EXIT = "exit"


class EvaluationCriterion(StrEnum):
    """What a supplier is measured by."""

    QUALITY = "quality"
    PAPERS = "papers"
    PUNCTUALITY = "punctuality"
    PRICE = "price"
    TRACEABILITY = "traceability"
    TRANSPORT = "transport"
    RESPONSE = "response"
    OTHER = "other"
