"""English words of the reports about one delivery, batch or supplier."""

TEXTS = {
    "unit.schools": "",
    "basis.title": "Basis and attachments",
    "known.at": "Records as known at checkpoint {number}.",
    "known.now": "Records as of the snapshot; there is no checkpoint yet.",
    "unit.lines": "",
    "unit.papers": "",
    "unit.people": "",
    "received.form": "Receiving",
    "received.arrived": "Arrived",
    "received.note": "Delivery note",
    "received.vehicle": "Vehicle · hold temperature",
    "received.body": "{lines:line|lines} arrived; {rejected} rejected, {warm} above their temperature limit.",
    "received.from_paper": "First written on paper; typed in {at}.",
    "received.remark": "Note: {text}",
    "received.count": "Lines",
    "received.mass": "{kg} kg accepted (lines by weight)",
    "received.refused": "Rejected, in part or whole",
    "received.back": "sent back later {count:time|times}",
    "received.warm": "Cold lines above limit",
    "received.unmeasured": "{count} not measured",
    "received.papers_count": "Papers with the delivery",
    "received.kept": "{count} with their content kept",
    "received.hands": "Signatures",
    "received.two": "safety officer and canteen manager signed",
    "received.not_two": "not both roles signed",
    "received.none": "nobody signed",
    "received.lines": "Line by line",
    "received.lines_sub": "Columns of form B of the catering food-safety operating code (2018); an empty field "
    "means no "
    "record, which is never a pass",
    "received.goods": "Goods, pack, lot",
    "received.days": "Made, use by, origin",
    "received.maker": "Producer and address",
    "received.amounts": "Amounts",
    "received.temperature": "Temp., limit",
    "received.look": "Look, papers",
    "received.until": "to {day}",
    "received.life": "keeps {days:day|days}",
    "received.ordered": "ordered {amount}",
    "received.delivered": "arrived {amount}",
    "received.rejected": "rejected {amount}",
    "received.not_measured": "not measured",
    "received.limits": "Limits on arrival: {limits}",
    "received.rest": "{count} more lines are in the attached records.csv.",
    "received.seller": "Seller",
    "received.name": "Name",
    "received.trade": "Trade",
    "received.credit_code": "Credit code",
    "received.address": "Address",
    "received.contact": "Contact",
    "received.contact_kept": "a contact is registered; name and phone are kept apart, can be erased, and are "
    "not in here",
    "received.no_contact": "no contact registered",
    "received.number": "Number",
    "received.valid": "Valid",
    "received.on_day": "On the day",
    "received.no_licence": "No licence is on record. That does not mean that there is none, only that it is not "
    "evidenced.",
    "held.met": "in force",
    "held.broken": "not in force",
    "held.unknown": "no end on record",
    "received.papers": "Papers and their digests",
    "received.paper": "Paper",
    "received.issued": "Issued, valid",
    "received.of": "Of",
    "received.of_lines": "line {lines}",
    "received.of_whole": "whole delivery",
    "received.number_only": "number only, no content kept",
    "received.no_papers": "No paper is on record.",
    "received.photo": "line {line}: {count}",
    "received.photos": "{count:photograph|photographs} ({lines}); their ids are in the attached records.json. "
    "Pictures are "
    "kept apart and are not in the ledger.",
    "received.signed": "Receivers",
    "received.signed_at": "Signed at",
    "received.how": "How",
    "received.with_it": "with the receiving record",
    "received.later": "by a record of its own, later",
    "received.unsigned": "No signature is on record.",
    "received.ruled": "Rules asked on arrival",
    "received.ruled_sub": "The rules of set version {version} that are asked right after a delivery; three "
    "states apart "
    "and no score; {idle:rule|rules} had nothing to judge",
    "received.changes": "Corrections and returns",
    "received.unchanged": "By the snapshot nothing of this delivery was corrected, and nothing went back later.",
    "received.sent_back": "Sent back: {name} {amount}",
    "received.method.1": "A line is a line of the delivery note. Rejected includes rejected in part; amounts "
    "stand in the "
    "unit entered, unconverted.",
    "received.method.2": "Temperatures are compared with the line's limit: chilled goods with the label plus "
    "the threshold, "
    "frozen goods with a fixed one; a cold line without temperature or limit is not evidenced.",
    "received.method.3": "Licences are judged on the day of arrival. A paper's digest is the SHA-256 of its "
    "kept content, to "
    "be compared with the file.",
    "received.method.4": "This record states what is on record and draws no legal conclusion. Where [K] stands, "
    "the citation "
    "is to be confirmed. Days are those of the school's time zone.",
    "unit.lots": "",
    "unit.portions": "",
    "unit.holds": "",
    "sign.reviewed": "Reviewed by",
    "seal_issuer": "Seal of the issuer",
    "trace.links": "links",
    "trace.recorded": "recorded",
    "trace.broken": "broken",
    "trace.inferred": "inferred",
    "trace.unresolved": "batch not on record",
    "trace.outside": "outside this scope",
    "trace.holder": "Held by",
    "trace.made": "Made or received",
    "trace.origin": "Origin or producer",
    "trace.lead": "{up:batch|batches} upstream; downstream {campuses:school|schools} and "
    "{portions:portion|portions} served.",
    "trace.lead_unserved": "{up:batch|batches} upstream; downstream {campuses:school|schools}, with no serving "
    "on record.",
    "trace.lead_nowhere": "{up:batch|batches} upstream; no school is on record downstream.",
    "trace.diners": "{groups:diner group|diner groups}: {least} to {most} people ate of it, counted and never named.",
    "trace.diners_one": "{groups:diner group|diner groups}: {least} people ate of it, counted and never named.",
    "trace.left": "At most {amount} is still in a store and can be stopped.",
    "trace.holds_said": "{count:hold or recall names|holds or recalls name} a batch of this trace; {standing} "
    "still in force.",
    "trace.evidence_said": "Of {links:link|links}, {inferred} are inferred and bounded by a least and a "
    "greatest amount.",
    "trace.unresolved_said": "{count:batch is|batches are} named by records and not on record.",
    "trace.sources": "Lots upstream",
    "trace.sources_note": "farms, processors, wholesale",
    "trace.campuses": "Schools reached",
    "trace.dishes_note": "{dishes:dish|dishes} · {meals:meal|meals}",
    "trace.portions": "Portions",
    "trace.diners_note": "{diners} people",
    "trace.stoppable": "Can still be stopped",
    "trace.of_received": "of {amount} received",
    "trace.holds": "Holds and recalls",
    "trace.standing": "{count} in force",
    "trace.graph": "The trace",
    "trace.graph_sub": "From source to plate, left to right; width is kilograms, dashes are inferred, red is "
    "refused or held, a "
    "dashed box is not on record.",
    "trace.drawn": "The trace has {total:batch|batches}, of which {shown} are in this report.",
    "trace.title": "The trace, drawn: {stages}; the tables below say the same",
    "trace.this": "this batch",
    "trace.batches": "{count:batch|batches}",
    "positions.rest": "{count:more log stands|more logs stand} in the attached records.json.",
    "trace.many": "{stage} ×{count}",
    "trace.holds_title": "Holds and recalls",
    "trace.level": "Level",
    "trace.by": "Ordered by",
    "trace.reason": "Reason and batches",
    "trace.released": "released {at}",
    "trace.stands": "in force",
    "trace.schools": "Schools reached",
    "trace.schools_sub": "People: the least is each group's largest meal added up, the most their enrolment; "
    "children are "
    "counted, never named",
    "trace.school": "School",
    "trace.received": "Received",
    "trace.meals": "Meals",
    "trace.groups": "Groups",
    "trace.diners_head": "People",
    "trace.no_schools": "No school is on record that received it. That is no proof that it went nowhere, only "
    "that there is "
    "no evidence.",
    "trace.outside_said": "Outside this scope: {campuses:place|places} and {portions:portion|portions}, in "
    "figures alone.",
    "trace.plates": "Portions by meal and group",
    "trace.plates_sub": "Portions of dishes that hold something of this batch",
    "trace.group": "Diner group",
    "trace.enrolled": "Enrolled",
    "trace.rest": "{count} more rows are in the attached records.csv.",
    "trace.steps": "Step by step",
    "trace.steps_sub": "Amount and evidence of each link; what is inferred has its least and greatest amount",
    "trace.steps_rest": "Those nearest to the batch; {count} more are in the attached records.json and the workbook.",
    "trace.no_steps": "No source and no use of this batch is on record.",
    "trace.from": "From",
    "trace.to": "To",
    "trace.evidence": "Evidence",
    "trace.gaps": "What is not evidenced",
    "trace.gap.unresolved": "Batches named and not on record",
    "trace.gap.ends": "The chain ends here, with no farm on record",
    "trace.gap.unannounced": "Lots that no supplier announced",
    "trace.gap.without_lot": "Batches without a lot code",
    "trace.gap.inferred": "Links that are inferred",
    "trace.method.1": "The trace follows links between batches to their ends, through every school; what lies "
    "outside the "
    "reader's scope shows its kind, amount and portions, and no names.",
    "trace.method.2": "Scanned, weighed, typed and the like is recorded; what was mixed, shared out by recipe "
    "or taken as a "
    "whole lot is inferred, between a least and a greatest amount.",
    "trace.method.3": "People: at least each group's largest count over the meals, added up; at most their "
    "enrolment, or the "
    "count where that is larger.",
    "trace.method.4": "This report states what was on record at the checkpoint and is no finding on safety. "
    "Amounts have at "
    "most three significant figures; days are those of the issuer's time zone.",
    "trace.method.proved": "Of {total:record|records} that the reader may see, proofs of {shown} travel in "
    "proofs.json.",
    "unit.deliveries": "",
    "unit.yuan": "CNY",
    "supplied.ring": "lines",
    "supplied.lead": "{deliveries:delivery|deliveries} in twelve months to {campuses:school|schools}: "
    "{rejected:line|lines} "
    "rejected, {warm} above their temperature limit.",
    "supplied.lead_none": "In twelve months no delivery to a school of this scope is on record.",
    "supplied.traced": "Of {total:line|lines}, {met} are traced to a source, {broken} name a source not on "
    "record, {unknown} "
    "have no evidence of source.",
    "supplied.licensed": "{total:licence|licences}: {met} in force at the end, {broken} not, {unknown} without "
    "an end on "
    "record.",
    "supplied.vetted": "Last evaluated {day}: {outcome}.",
    "supplied.never_vetted": "No evaluation is on record.",
    "supplied.held": "{count:hold or recall names|holds or recalls name} its batches, {standing} still in force.",
    "supplied.deliveries": "Deliveries",
    "supplied.lines_note": "{lines:line|lines}",
    "supplied.spend": "Spend, whole yuan",
    "supplied.unpriced": "{count:line|lines} unpriced",
    "supplied.vettings_count": "Evaluations",
    "supplied.contracts": "Contracts",
    "supplied.no_contract": "none on record with a party of this scope",
    "supplied.papers": "Papers kept: {papers}",
    "supplied.no_papers": "No paper of the supplier is kept.",
    "supplied.licences": "Party and licences",
    "supplied.on_last": "At the end",
    "supplied.vettings": "Evaluations and exit",
    "supplied.occasion": "Occasion, by whom",
    "supplied.outcome": "Outcome",
    "supplied.score": "Points",
    "supplied.said": "What was looked at",
    "supplied.listed": "on the list of grave breaches",
    "supplied.unlisted": "not on the list of grave breaches",
    "supplied.list_unseen": "list not looked at",
    "supplied.free": "no food-safety incident since {day}",
    "supplied.no_vetting": "No evaluation is on record. That is no proof that there was none, only that there "
    "is no evidence.",
    "supplied.arrivals": "Deliveries and inspection",
    "supplied.months_sub": "Delivery lines a month; red: rejected, or warm on arrival.",
    "supplied.cut": "Of {total:delivery|deliveries} in the period the latest {shown} are in this file, and all "
    "figures count "
    "these alone.",
    "supplied.months_title": "Columns of delivery lines a month: {total} in all, {poor} rejected or warm",
    "supplied.no_arrivals": "No delivery is on record. That is no proof that nothing arrived, only that there "
    "is no evidence.",
    "supplied.poor": "Rejected and warm",
    "supplied.prices": "Prices",
    "supplied.prices_sub": "Prices paid beside contract and reference prices, in yuan; the reference is that of "
    "the nearest "
    "region, the latest published",
    "supplied.ingredient": "Ingredient",
    "supplied.unit": "Unit",
    "supplied.per": "CNY / {unit}",
    "supplied.paid": "Lowest – highest",
    "supplied.latest": "Latest",
    "supplied.contract": "Contract",
    "supplied.reference": "Reference",
    "supplied.tests": "Tests",
    "supplied.method": "Method",
    "supplied.item": "Item",
    "supplied.result": "Result",
    "supplied.report": "Report",
    "supplied.batches": "Batches",
    "supplied.rest": "{count} more are in the attached records.json and the workbook.",
    "supplied.no_holds": "No hold or recall on record names a batch of this supplier.",
    "supplied.announced": "Announced batches",
    "supplied.step": "Step",
    "supplied.made": "Made",
    "supplied.no_announced": "The supplier announced no batch in the period.",
    "step.commissioning": "made",
    "step.shipping": "shipped",
    "supplied.days": "Mostly on (lines)",
    "supplied.gap.licence": "No licence on record",
    "supplied.gap.vetting": "No evaluation on record in the twelve months",
    "supplied.gap.contract": "No contract on record",
    "supplied.gap.lot": "Lines without lot, or naming a source not on record",
    "supplied.gap.temperature": "Cold lines without temperature or limit",
    "supplied.gap.papers": "Lines without papers",
    "supplied.gap.price": "Accepted lines without a price",
    "supplied.method.1": "All deliveries of the supplier in the period to schools that the issuer oversees; a "
    "line is a line of "
    "the delivery note, rejected includes rejected in part.",
    "supplied.method.2": "Spend is accepted amount times price, each line rounded half up to the fen; lines "
    "without a price or "
    "priced in another kind of unit are left out and counted.",
    "supplied.method.3": "Licences are judged on the last day; temperatures with the line's limit, and what was "
    "not measured is "
    "not evidenced, which is never a pass.",
    "supplied.method.4": "This file states what was on record at the checkpoint and certifies nothing. Names "
    "and phones of "
    "contacts are kept apart and are not in here.",
}
