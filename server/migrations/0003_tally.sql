-- Up to where a tablet's entries have been found to follow from each other.
ALTER TABLE tablet ADD COLUMN tallied bigint;
ALTER TABLE tablet ADD COLUMN tallied_chain bytea;
