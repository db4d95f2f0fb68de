SELECT w.record, w.rev, w.seq, w.week, w.occurred_at, w.director AS person, w.note, p.line, p.point, p.finding,
  p.action, p.due
FROM weekly_check w
JOIN weekly_check_point p ON p.record = w.record AND p.until_seq IS NULL
WHERE w.log = $1 AND w.day >= $2 AND w.day <= $3 AND w.until_seq IS NULL
ORDER BY w.first_day, w.occurred_at, w.record, p.line
LIMIT $4
