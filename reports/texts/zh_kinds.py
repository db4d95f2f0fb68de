"""Chinese names of the kinds of reports, and of what they cover."""

TEXTS = {
    "kind.campus_monthly": "学校月报",
    "kind.district_monthly": "学区月报",
    "kind.campus_termly": "学期报告",
    "kind.receiving_record": "进货查验记录单",
    "kind.batch_trace": "批次追溯报告",
    "kind.supplier_file": "供应商档案",
    "kind.disclosure": "食材信息公示单",
    "period.week": "{year}年第{week}周",
    "period.autumn": "{year}年秋季学期",
    "period.spring": "{year}年春季学期",
}
