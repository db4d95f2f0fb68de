-- Dishes on the way carry their name in both languages; whoever hands them over has a second signer.
ALTER TABLE batch ADD COLUMN name_en text;
ALTER TABLE dispatch_item ADD COLUMN dish_en text;
ALTER TABLE dispatch_receipt_item ADD COLUMN dish_en text;
ALTER TABLE dispatch ADD COLUMN second_signer uuid;
