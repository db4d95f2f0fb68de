"""English words of the reports about one delivery, batch or supplier."""

TEXTS = {
    "kind.receiving_record": "Receiving Record",
    "kind.batch_trace": "Trace of a Batch",
    "kind.supplier_file": "Supplier's File",
    "basis.title": "Basis and attachments",
    "known.at": "Records as known at checkpoint {number}.",
    "known.now": "Records as of the snapshot; there is no checkpoint yet.",
    "unit.lines": "lines",
    "unit.papers": "papers",
    "unit.people": "people",
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
    "received.amounts": "Accepted, ordered …",
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
}
