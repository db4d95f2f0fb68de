"""The notice pinned up for parents."""

TEXTS = {
    "notice.title": "Meals and Their Ingredients",
    "notice.heading": "What is eaten, and where it came from",
    "notice.days": "{first} — {last}",
    "notice.menu": "Dishes and allergens by day",
    "notice.dishes": "Dishes, ingredients and allergens",
    "notice.instead": "instead of {name}",
    "notice.contains": "Contains",
    "notice.no_allergens": "No allergens on record",
    "notice.allergens_unknown": "Allergens not on record: please ask the school",
    "notice.no_recipe": "Ingredients not on record yet",
    "notice.checking": "Being checked; sources not shown",
    "notice.no_menu": "No menu published",
    "notice.no_week": "No menu is published for this week.",
    "notice.sources": "Where ingredients came from",
    "notice.sources_sub": "{count:ingredient|ingredients}, {sourced} with a source on record; only arrivals and passed "
    "tests on record are told",
    "notice.no_sources": "No source is on record for this week yet; once cooking is recorded it appears here.",
    "notice.more": " and {count} in all",
    "notice.sold": "sold",
    "notice.own": "Sold by who grew or made it",
    "notice.tests": "Passed",
    "notice.passed": "{method}: {item}",
    "notice.farmers": "Local farmers",
    "notice.unknown": "No source on record yet: {names}",
    "notice.contact": "Questions and complaints",
    "notice.no_contact": "Please ask the school canteen",
    "notice.licence": "Food operating licence",
    "notice.licence_of": "Food operating licence ({kitchen})",
    "notice.allergen_note": "Allergens as recorded for recipes and ingredients; traces from the kitchen remain "
    "possible. "
    "Please tell the school of any allergy.",
    "notice.only_records": "This notice states what the canteen recorded and certifies nothing; what is not on record "
    "is not told.",
    "notice.made": "Made {at}",
    "notice.scan": "Scan for each day's dishes",
    "notice.scan_check": "Scan to check this notice",
    "notice.qr": "QR code: the parents' page",
    "weekdays.long": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
