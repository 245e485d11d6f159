-- What the nightly refresh keeps beside the readings.

-- Where the answer came from and what it said of itself; hops and headers as JSON.
ALTER TABLE fetch ADD COLUMN headers TEXT;
ALTER TABLE fetch ADD COLUMN hops TEXT;
ALTER TABLE fetch ADD COLUMN attempts INTEGER;

-- JSON: ETag and Last-Modified, with the address and the body's hash that they were said of.
ALTER TABLE source ADD COLUMN validators TEXT;
-- JSON: what the page looked like whose list holds, to tell a wrong page by.
ALTER TABLE source ADD COLUMN page TEXT;
-- When bytes last came, so that a server which always answers "unchanged" is asked for them now and then.
ALTER TABLE source ADD COLUMN body_at TEXT;
-- Nights in a row without a list to read, and since when.
ALTER TABLE source ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN failing_since TEXT;
-- The rules that last read the stored snapshot, also where their reading was not taken over.
ALTER TABLE source ADD COLUMN reread_rules TEXT;
