SELECT m.record, m.rev, m.seq, m.month, m.occurred_at, m.principal AS person, m.attendees, m.in_canteen, m.topics,
  m.note, d.line, d.decision, d.responsible, d.due
FROM monthly_meeting m
LEFT JOIN meeting_decision d ON d.record = m.record AND d.until_seq IS NULL
WHERE m.log = $1 AND m.until_seq IS NULL
  AND (m.day >= $2 AND m.day <= $3 OR m.first_day >= $2 AND m.first_day <= $3)
ORDER BY m.first_day, m.occurred_at, m.record, d.line
LIMIT $4
