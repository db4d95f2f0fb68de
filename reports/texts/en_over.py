"""English words of reports over many schools or months."""

TEXTS = {
    "over.poor": "{rejected:line|lines} rejected, {warm} too warm on arrival",
    "over.what": "Matter and basis",
    "over.times": "Times",
    "over.schools": "Schools",
    "over.school": "School",
    "over.schools_count": "{count:school|schools}",
    "over.first": "First case",
    "over.who": "Concerned (times)",
    "over.portions": "Portions",
    "over.source": "Source traced",
    "over.signed": "Two signed",
    "over.complete": "Dishes traced",
    "over.sampled": "Samples kept",
    "over.gaps_sub": "The records do not suffice to judge; by rule and reason, with an example. "
    "Missing evidence is never a pass",
    "over.poor_sub": "By day; each stands in the ledger, as the attached proofs show",
    "over.poor_rest": "{count:more line stands|more lines stand} in the records of the schools alone.",
    "over.positions": "{logs:log|logs} with {entries:entry|entries}, as known at checkpoint {number}; "
    "the position and root of each log stand in records.json.",
    "over.positions_now": "{logs:log|logs} with {entries:entry|entries}, without a checkpoint yet; "
    "the position of each log stands in records.json.",
    "unit.schools": "",
    "unit.arrived": "lines",
    "unit.poor": "lines",
    "unit.violated": "",
    "kpi.schools": "schools with records",
    "kpi.schools_note": "{count} without any record",
    "kpi.arrived": "delivery lines",
    "kpi.arrived_note": "{deliveries:delivery|deliveries} · {suppliers:supplier|suppliers}",
    "kpi.poor": "rejected or too warm",
    "kpi.poor_note": "at {schools:school|schools}",
    "district.title": "District School Meal Traceability",
    "district.by": "School food safety · all schools of the district",
    "district.scope": "Scope",
    "district.scope_value": "{count:school canteen|school canteens}",
    "district.worst": "Gravest finding ({severity}), {day}, {school}: {text}",
    "district.served": "{meals:meal was|meals were} served, {portions:portion|portions}.",
    "district.shows": "{schools:school|schools} served {meals:meal|meals}, {portions:portion|portions}; "
    "{signed} / {deliveries} deliveries were received by a food-safety officer and a canteen manager together; "
    "{papers} / {lines} lines came with papers.",
    "district.act": "{count:violation|violations} of rules at {schools:school|schools} ({grave} grave)",
    "district.body_empty": "No record does not mean no meal: {count:school has|schools have} neither deliveries nor "
    "servings on record this month.",
    "district.findings_take": "{count:violation|violations} at {schools} of {all} schools, {grave} of them grave; "
    "one row a rule, with its first case",
    "district.execution_sub": "Rule set version {version}; lengths are how often something was judged at any school, "
    "in three states, without a score",
    "district.every_school": "Every school",
    "district.every_school_sub": "After the stroke stands the denominator; the other two states stand in records.csv",
    "district.methods.1": "Each school's own records are judged rule by rule, and the counts in three states are added "
    "up; no rate is computed and no school is given a score.",
    "district.methods.2": "Schools are read one after another, all as known at the checkpoint named in this annex; "
    "later corrections do not change this report, which can be made again at the same checkpoint.",
    "district.methods.3": "A line is one line of a delivery note. Rejected includes in part; too warm is above the "
    "limit of that line.",
    "district.methods.4": "Attached are the figures of each school, the first case of each rule, and rejected or warm "
    "lines; each record named is proved to stand in the ledger. Everything else stands in the schools' own reports.",
    "district.methods.5": "This report states what is on record and certifies nothing; citations so marked are "
    "still to "
    "be confirmed. Days are those of each school's time zone.",
    "sign.checked": "Checked by",
    "sign.head": "Head of office",
    "seal_note_authority": "Seal of the authority",
    "compare": "Schools side by side",
    "compare.sub": "Each column has its own scale from nought; most violations first, which is no score",
    "compare.title": "{count:school|schools} side by side: violations, missing evidence, rejected or warm "
    "lines, dishes "
    "not wholly traced, samples short",
    "compare.take": "{having:school has|schools have} violations, most of them {school}: {count}",
    "compare.take_none": "No violation is on record at {count:school|schools}",
    "compare.rest": "{count:more school has|more schools have} fewer; see 'Every school' in the annex.",
    "compare.none": "No school canteen is on record in this district.",
    "compare.violated": "Violated",
    "compare.violated_of": "findings",
    "compare.unknown": "Not evidenced",
    "compare.unknown_of": "matters",
    "compare.poor": "Rejected or warm",
    "compare.poor_of": "lines / all lines",
    "compare.dishes": "Not wholly traced",
    "compare.dishes_of": "dishes / all cooked",
    "compare.samples": "Samples short",
    "compare.samples_of": "dishes / all cooked",
    "shared": "Suppliers of several schools",
    "shared.take": "{name} was rejected most: {count} of {lines:line|lines} at {schools:school|schools}",
    "shared.take_none": "Nothing was rejected from {count:supplier|suppliers}",
    "shared.sub": "Those of most schools first; {alone:other serves|others serve} one school alone, "
    "with {rejected:line|lines} rejected",
    "shared.sub_all": "Those of most schools first",
    "shared.title": "Suppliers by lines brought, with lines rejected",
    "shared.rest": "{count:more stands|more stand} in the attachment.",
    "holds": "Holds and recalls",
    "holds.sub": "Those in force this month that reached batches of schools; later uses should be nought",
    "holds.none": "No hold or recall on record reached batches of schools this month.",
    "hold.what": "What",
    "hold.names": "Food or dish",
    "hold.batches": "Batches",
    "hold.served": "Served before",
    "hold.uses": "Used after",
    "hold.until": "Released",
    "hold.stands": "Stands",
    "hold.hold": "Hold",
    "hold.recall": "Recall",
    "hold.by.authority": "authority",
    "hold.by.organisation": "school",
    "hold.by.site": "canteen",
}
