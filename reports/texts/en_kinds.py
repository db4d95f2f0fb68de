"""English names of the kinds of reports, and of what they cover."""

TEXTS = {
    "kind.campus_monthly": "Campus monthly report",
    "kind.district_monthly": "District monthly report",
    "kind.campus_termly": "Campus term report",
    "kind.receiving_record": "Receiving record",
    "kind.batch_trace": "Trace of a batch",
    "kind.supplier_file": "Supplier's file",
    "kind.disclosure": "Ingredients notice for parents",
    "period.week": "Week {week}, {year}",
    "period.autumn": "Autumn term {year}",
    "period.spring": "Spring term {year}",
}
