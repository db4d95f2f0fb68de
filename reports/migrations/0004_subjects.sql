-- What a report is about where that is not the party it is made for: a delivery, a batch, a supplier.
ALTER TABLE report ADD COLUMN subject uuid;
CREATE INDEX report_subject ON report (subject);
