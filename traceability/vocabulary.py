"""The closed word lists of the field. Values are what JSON and tables hold; `label` says them to people.

Labels stand in vocabulary.zh.toml and vocabulary.en.toml, one table for each list.
"""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")
"""Chinese is the default, English the second."""


class FoodGroup(StrEnum):
    """What kind of food an ingredient is: its licences, certificates and retention follow from it."""

    GRAIN = "grain"
    OIL = "oil"
    VEGETABLE = "vegetable"
    MUSHROOM = "mushroom"
    FRUIT = "fruit"
    PORK = "pork"
    BEEF_MUTTON = "beef_mutton"
    POULTRY = "poultry"
    EGG = "egg"
    MILK = "milk"
    SOY = "soy"
    AQUATIC = "aquatic"
    CONDIMENT = "condiment"
    DRY_GOODS = "dry_goods"
    ADDITIVE = "additive"
    PREPARED = "prepared"
    OTHER = "other"


class Storage(StrEnum):
    """How an ingredient is kept."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"


class Allergen(StrEnum):
    """The 14 groups of Regulation (EU) 1169/2011 annex II; GB 7718 names eight of them (GB_7718)."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGG = "egg"
    FISH = "fish"
    PEANUT = "peanut"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


GB_7718 = frozenset(
    {
        Allergen.GLUTEN,
        Allergen.CRUSTACEANS,
        Allergen.FISH,
        Allergen.EGG,
        Allergen.PEANUT,
        Allergen.SOY,
        Allergen.MILK,
        Allergen.NUTS,
    }
)
"""Groups of GB 7718 (4.4.3 of the 2011 text, cited from knowledge)."""


class DocumentKind(StrEnum):
    """What a paper is. Which of them a supplier or batch must have is a rule's business."""

    FOOD_OPERATING_LICENCE = "food_operating_licence"
    FOOD_PRODUCTION_LICENCE = "food_production_licence"
    BUSINESS_LICENCE = "business_licence"
    QUARANTINE_CERTIFICATE = "quarantine_certificate"
    MEAT_INSPECTION_CERTIFICATE = "meat_inspection_certificate"
    ASF_REPORT = "asf_report"
    CONFORMITY_CERTIFICATE = "conformity_certificate"
    BATCH_TEST_REPORT = "batch_test_report"
    PURCHASE_VOUCHER = "purchase_voucher"
    ENTRY_CERTIFICATE = "entry_certificate"
    DISINFECTION_CERTIFICATE = "disinfection_certificate"
    DELIVERY_NOTE = "delivery_note"
    CONTRACT = "contract"
    INVOICE = "invoice"
    PHOTO = "photo"
    VIDEO = "video"
    OTHER = "other"


class Evidence(StrEnum):
    """What a link rests on, strongest first: a chain is as strong as its weakest link."""

    SCANNED = "scanned"
    SUPPLIER_SIGNED = "supplier_signed"
    MEASURED = "measured"
    PHOTOGRAPHED = "photographed"
    TYPED = "typed"
    CORRECTED = "corrected"
    INFERRED = "inferred"

    @property
    def rank(self) -> int:
        """0 for the strongest grade; a larger number is weaker."""
        return _EVIDENCE_RANK[self]


_EVIDENCE_RANK = {grade: rank for rank, grade in enumerate(Evidence)}


def weakest(grades: Iterable[Evidence]) -> Evidence | None:
    """The grade that limits a chain; None for a chain without links."""
    return max(grades, key=lambda grade: grade.rank, default=None)


class OperatingMode(StrEnum):
    """Who runs a canteen: 自营, 承包经营, 校外供餐."""

    OWN = "own"
    CONTRACTED = "contracted"
    ORDERED_IN = "ordered_in"


class Meal(StrEnum):
    """A meal of a school day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"


class AgeGroup(StrEnum):
    """Who a portion is for: kindergarten, grades 1-3, 4-6, 7-9, 10-12, and adults who eat with them."""

    KINDERGARTEN = "kindergarten"
    PRIMARY_LOWER = "primary_lower"
    PRIMARY_UPPER = "primary_upper"
    JUNIOR = "junior"
    SENIOR = "senior"
    ADULT = "adult"


class ReceiverRole(StrEnum):
    """In which role a person signs for a delivery."""

    STOREKEEPER = "storekeeper"
    FOOD_SAFETY_OFFICER = "food_safety_officer"
    CANTEEN_MANAGER = "canteen_manager"
    COOK = "cook"


class Appearance(StrEnum):
    """What the look of goods says (感官检查)."""

    GOOD = "good"
    POOR = "poor"


class TestMethod(StrEnum):
    """How a batch was tested."""

    __test__ = False  # pytest collects classes named Test

    RAPID = "rapid"
    LABORATORY = "laboratory"


class TestResult(StrEnum):
    """What a test says about the batch."""

    __test__ = False

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"


class DisinfectionMethod(StrEnum):
    """How tableware is disinfected: steam, boiling water, an infrared cabinet, a dishwasher, chlorine, or otherwise."""

    STEAM = "steam"
    BOILING = "boiling"
    INFRARED = "infrared"
    DISHWASHER = "dishwasher"
    CHLORINE = "chlorine"
    OTHER = "other"


class CheckPoint(StrEnum):
    """What the food-safety officer looks at every day (日管控, 风险管控清单)."""

    STAFF = "staff"
    PREMISES = "premises"
    STORE = "store"
    COLD_STORAGE = "cold_storage"
    PREPARATION = "preparation"
    COOKING = "cooking"
    SERVING = "serving"
    TABLEWARE = "tableware"
    SAMPLES = "samples"
    ADDITIVES = "additives"
    WASTE = "waste"
    PESTS = "pests"
    OTHER = "other"


class Opinion(StrEnum):
    """What who ate along says of a meal's taste, quality or portion."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class DisposalReason(StrEnum):
    """Why food was thrown away or sent back (waste form E of the 2018 操作规范)."""

    EXPIRED = "expired"
    SPOILED = "spoiled"
    REJECTED = "rejected"
    RECALLED = "recalled"
    FAILED_TEST = "failed_test"
    TEMPERATURE = "temperature"
    LEFTOVER = "leftover"
    KITCHEN_WASTE = "kitchen_waste"
    SAMPLE_KEPT = "sample_kept"
    OTHER = "other"


class BizStep(StrEnum):
    """Business steps of CBV 2.0 in use. It has none for cooking (commissioning) or serving (dispensing)."""

    COMMISSIONING = "commissioning"
    SHIPPING = "shipping"
    RECEIVING = "receiving"
    INSPECTING = "inspecting"
    ACCEPTING = "accepting"
    STORING = "storing"
    SENSOR_REPORTING = "sensor_reporting"
    PICKING = "picking"
    CYCLE_COUNTING = "cycle_counting"
    SAMPLING = "sampling"
    DISPENSING = "dispensing"
    DESTROYING = "destroying"
    HOLDING = "holding"


class Disposition(StrEnum):
    """Dispositions of CBV 2.0 in use: what state the step left the food in."""

    ACTIVE = "active"
    IN_TRANSIT = "in_transit"
    IN_PROGRESS = "in_progress"
    CONFORMANT = "conformant"
    NON_CONFORMANT = "non_conformant"
    RETURNED = "returned"
    AVAILABLE = "available"
    RESERVED = "reserved"
    UNAVAILABLE = "unavailable"
    DISPENSED = "dispensed"
    EXPIRED = "expired"
    DESTROYED = "destroyed"
    RECALLED = "recalled"


class Trade(StrEnum):
    """What an organisation does, or what a site is."""

    FARM = "farm"
    SLAUGHTERHOUSE = "slaughterhouse"
    PROCESSOR = "processor"
    WHOLESALER = "wholesaler"
    CATERER = "caterer"
    SCHOOL = "school"
    AUTHORITY = "authority"
    CAMPUS = "campus"
    CENTRAL_KITCHEN = "central_kitchen"
    STORE = "store"


class LicenceKind(StrEnum):
    """食品生产许可证, 食品经营许可证, 仅销售预包装食品备案, 营业执照, 定点屠宰证, 动物防疫条件合格证, 农民身份证明."""

    FOOD_PRODUCTION = "food_production"
    FOOD_OPERATING = "food_operating"
    PREPACKAGED_FILING = "prepackaged_filing"
    BUSINESS = "business"
    SLAUGHTER = "slaughter"
    ANIMAL_EPIDEMIC_PREVENTION = "animal_epidemic_prevention"
    FARMER_IDENTITY = "farmer_identity"


class AppointedRole(StrEnum):
    """Roles that the rules on canteens name (食品安全员, 食堂管理员, 校长, 食品安全总监), and those of the kitchen."""

    FOOD_SAFETY_OFFICER = "food_safety_officer"
    CANTEEN_MANAGER = "canteen_manager"
    PRINCIPAL = "principal"
    FOOD_SAFETY_DIRECTOR = "food_safety_director"
    STOREKEEPER = "storekeeper"
    COOK = "cook"


class VettingOutcome(StrEnum):
    """What the vetting of a supplier came to."""

    APPROVED = "approved"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    EXITED = "exited"


class AnnouncedStep(StrEnum):
    """What happened to the batch: it was made (CBV commissioning), or left (shipping)."""

    COMMISSIONING = "commissioning"
    SHIPPING = "shipping"


class HoldLevel(StrEnum):
    """hold: nothing of it is used until it is released; recall: what was handed on is called back too."""

    HOLD = "hold"
    RECALL = "recall"


def label(value: StrEnum, language: str = "zh") -> str:
    """How people say `value` in "zh" or "en". Raises KeyError for another language or list."""
    return _labels(language)[type(value).__name__][value.value]


@cache
def _labels(language: str) -> Mapping[str, Mapping[str, str]]:
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads((files("traceability") / f"vocabulary.{language}.toml").read_text("utf-8"))
