-- What a report was made of and who sealed it: the archive's own words for it.
ALTER TABLE report ADD COLUMN unsigned_sha256 text;
ALTER TABLE report ADD COLUMN signer text;
ALTER TABLE report ADD COLUMN seal_level text;
ALTER TABLE report ADD COLUMN checkpoint uuid;
ALTER TABLE report ADD COLUMN checkpoint_number bigint;
ALTER TABLE report ADD COLUMN rule_set text;
ALTER TABLE report ADD COLUMN release text;
ALTER TABLE report ADD COLUMN templates text;
ALTER TABLE report ADD COLUMN fonts text;
CREATE INDEX report_sha256 ON report (sha256);
