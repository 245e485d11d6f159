-- What underlag keeps. Never edited once released: changes come as 0002 and so on. The views stand in views.sql.
--
-- Shape   A vendor (the supplier) has sources (files, pages), a source has readings over time, and a reading restates entries.
--         An entry row is one version of one sub-processor: while reading after reading states the same, there is one row, whose
--         evidence stands in the last snapshot that stated it. Another value, or a row that is gone, ends it (seen_to).
-- Unit    Times are UTC, ISO 8601, whole seconds. Dates as the supplier gives them: 2025, 2025-03 or 2025-03-01. Booleans 0/1.
--         Spans are UTF-16 units of the document's text.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vendor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX vendor_name ON vendor (name);

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  vendor_id INTEGER NOT NULL REFERENCES vendor (id),
  address TEXT NOT NULL UNIQUE,                -- path or URL as given, "-" for standard input
  kind TEXT NOT NULL CHECK (kind IN ('file', 'url', 'stdin')),
  vendor_given INTEGER NOT NULL DEFAULT 0 CHECK (vendor_given IN (0, 1)), -- a person named the supplier, not a reading
  watched INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1)),
  interval_hours REAL,
  due_at TEXT,
  settings TEXT,                               -- JSON, what the watch list says of this source alone
  added_at TEXT NOT NULL,
  last_fetch_id INTEGER REFERENCES fetch (id) DEFERRABLE INITIALLY DEFERRED,
  last_reading_id INTEGER REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED,
  held_reading_id INTEGER REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED -- the last that the current list rests on
) STRICT;
CREATE INDEX source_vendor ON source (vendor_id);
CREATE INDEX source_due ON source (due_at) WHERE watched = 1;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  process TEXT,                                -- host and process id, to tell a dead run from a living one
  summary TEXT                                 -- JSON
) STRICT;

-- Whoever holds a lease may do what its name says; a dead holder's lease runs out.
CREATE TABLE lease (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  size INTEGER NOT NULL,
  media_type TEXT,                             -- as found by content
  content_type TEXT,                           -- as a server said it
  retrieved_at TEXT NOT NULL
) STRICT;

-- The bytes apart, so that lists stay quick and old bytes can be dropped while their hashes stay.
CREATE TABLE snapshot_content (
  snapshot_id INTEGER PRIMARY KEY REFERENCES snapshot (id),
  encoding TEXT NOT NULL CHECK (encoding IN ('none', 'gzip')),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE fetch (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  run_id INTEGER REFERENCES run (id),
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,                       -- same, changed, failed, blocked …
  http_status INTEGER,
  final_url TEXT,
  etag TEXT,
  last_modified TEXT,
  milliseconds INTEGER,
  bytes INTEGER,
  snapshot_id INTEGER REFERENCES snapshot (id),
  failure_code TEXT,
  failure_message TEXT
) STRICT;
CREATE INDEX fetch_source ON fetch (source_id, id);
CREATE INDEX fetch_run ON fetch (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  snapshot_id INTEGER REFERENCES snapshot (id),
  run_id INTEGER REFERENCES run (id),
  at TEXT NOT NULL,                            -- when the bytes were retrieved
  read_at TEXT NOT NULL,
  rules TEXT NOT NULL,
  reader TEXT,
  status TEXT NOT NULL CHECK (status IN ('listed', 'none_used', 'on_request', 'refers_elsewhere', 'no_list', 'needs_review', 'failed')),
  language TEXT,
  publisher TEXT,
  title TEXT,
  list_updated TEXT,
  method TEXT,
  confidence REAL,
  entries INTEGER NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),         -- 0: the current list does not follow this reading
  suspected INTEGER NOT NULL DEFAULT 0 CHECK (suspected IN (0, 1)), -- waits for a second fetch to confirm it
  held_entries TEXT,                           -- JSON of a suspected reading's entries, until it is confirmed
  failure_code TEXT,
  failure_message TEXT,
  failure_remedy TEXT,
  failure_retry TEXT
) STRICT;
CREATE INDEX reading_source ON reading (source_id, id);
CREATE INDEX reading_snapshot ON reading (snapshot_id);

CREATE TABLE reading_warning (
  reading_id INTEGER NOT NULL REFERENCES reading (id),
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (reading_id, ordinal)
) STRICT, WITHOUT ROWID;

-- One company across suppliers. Known ones come from data/entities.json and have a slug; the others are provisional: one for
-- every written name that no link explains.
CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  slug TEXT UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  group_id INTEGER REFERENCES entity (id),
  country TEXT,
  suppliers INTEGER NOT NULL DEFAULT 0,        -- how many vendors list it now, kept in the transaction that changes it
  entries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX entity_provisional ON entity (folded) WHERE slug IS NULL;
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_suppliers ON entity (suppliers) WHERE suppliers > 0;

CREATE TABLE entity_alias (
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  folded TEXT NOT NULL,
  alias TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (entity_id, folded, kind)
) STRICT, WITHOUT ROWID;

-- The registered companies of one entity, apart.
CREATE TABLE entity_legal (
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  folded TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  PRIMARY KEY (entity_id, folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_identifier (
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  legal_folded TEXT NOT NULL,
  PRIMARY KEY (entity_id, scheme, value)
) STRICT, WITHOUT ROWID;

-- Why a written name stands for a company. A person's decision (decided_by) outranks every rule, for ever.
CREATE TABLE entity_link (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  method TEXT NOT NULL,
  confidence REAL NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  UNIQUE (folded, entity_id, method)
) STRICT;
CREATE UNIQUE INDEX entity_link_person ON entity_link (folded) WHERE decided_by IS NOT NULL;

CREATE TABLE entity_use (
  entity_id INTEGER NOT NULL REFERENCES entity (id),
  vendor_id INTEGER NOT NULL REFERENCES vendor (id),
  entries INTEGER NOT NULL,
  PRIMARY KEY (entity_id, vendor_id)
) STRICT, WITHOUT ROWID;

-- How entries were read: a layout of the rules, or a model, its host and the prompt's hash.
CREATE TABLE method (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  model TEXT,
  host TEXT,
  prompt_hash TEXT
) STRICT;
CREATE UNIQUE INDEX method_identity ON method (name, ifnull(model, ''), ifnull(host, ''), ifnull(prompt_hash, ''));

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  reading_id INTEGER NOT NULL REFERENCES reading (id),  -- the last that stated it: its snapshot holds the quotes
  key TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  name TEXT,
  legal_entity TEXT,
  address TEXT,
  service TEXT,
  purpose TEXT,
  data_categories TEXT,
  data_subjects TEXT,
  updated TEXT,
  valid_from TEXT,                             -- as the supplier states it
  valid_to TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'planned', 'optional', 'ending', 'ended')),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 9),
  website TEXT,
  entity_id INTEGER REFERENCES entity (id),
  entity_link_id INTEGER REFERENCES entity_link (id),
  method_id INTEGER NOT NULL REFERENCES method (id),
  confidence REAL NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),     -- in the current list: neither ended nor rejected by a person
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
  reviewed INTEGER NOT NULL DEFAULT 0 CHECK (reviewed IN (0, 1)),
  corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
  seen_from TEXT NOT NULL,
  seen_to TEXT,
  ended_by TEXT CHECK (ended_by IN ('source', 'reader')), -- reader: newer rules read it otherwise; no news of the supplier
  follows_id INTEGER REFERENCES entry (id),    -- the version before this one
  content_hash INTEGER NOT NULL,               -- of the values as read, before corrections
  evidence_hash INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_source ON entry (source_id, seen_to);
CREATE INDEX entry_entity ON entry (entity_id) WHERE listed = 1;
CREATE INDEX entry_doubtful ON entry (confidence) WHERE listed = 1 AND reviewed = 0 AND confidence < 0.8;
CREATE INDEX entry_unreviewed ON entry (id) WHERE listed = 1 AND reviewed = 0;

CREATE TABLE entry_alias (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_registration_number (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  scheme TEXT,
  value TEXT NOT NULL,
  valid INTEGER CHECK (valid IN (0, 1)),
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_registration_number_value ON entry_registration_number (value);
CREATE INDEX entry_registration_number_wrong ON entry_registration_number (entry_id) WHERE valid = 0;

CREATE TABLE entry_country (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  country TEXT NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_processing_country (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  place TEXT NOT NULL,                         -- ISO 3166-1 alpha-2, or EU, EEA, non-EEA, worldwide
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_transfer_mechanism (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  mechanism TEXT NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_purpose_category (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  category TEXT NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Places outside the EEA of listed entries, kept in the transaction that changes them, so that a million entries answer at once.
CREATE TABLE entry_transfer (
  place TEXT NOT NULL,
  mechanism_stated INTEGER NOT NULL CHECK (mechanism_stated IN (0, 1)),
  vendor_id INTEGER NOT NULL REFERENCES vendor (id),
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  basis TEXT NOT NULL CHECK (basis IN ('processing', 'entity')),
  PRIMARY KEY (place, mechanism_stated, vendor_id, entry_id, basis)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_transfer_entry ON entry_transfer (entry_id);

CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The front part of element paths and sheet names, which the cells of one list share.
CREATE TABLE path_prefix (
  id INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL UNIQUE
) STRICT;

-- Where the words of a value stand. quote is null where it equals the entry's value; the view quotes always shows it.
CREATE TABLE evidence (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  field_id INTEGER NOT NULL REFERENCES field (id),
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT,
  page INTEGER,
  box TEXT,                                    -- JSON: left, top, right, bottom in points from the top left
  path_prefix_id INTEGER REFERENCES path_prefix (id),
  path_rest TEXT,
  line INTEGER,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  ocr INTEGER NOT NULL CHECK (ocr IN (0, 1)),
  PRIMARY KEY (entry_id, field_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_unresolved (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  ordinal INTEGER NOT NULL,
  field_id INTEGER NOT NULL REFERENCES field (id),
  reason TEXT NOT NULL,
  quote TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (entry_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  reading_id INTEGER NOT NULL REFERENCES reading (id),
  previous_reading_id INTEGER REFERENCES reading (id),
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'removed', 'changed')),
  name TEXT,
  key TEXT,
  field TEXT,
  before TEXT,                                 -- JSON
  after TEXT,                                  -- JSON
  cause TEXT NOT NULL CHECK (cause IN ('source', 'reader')),
  severity TEXT NOT NULL CHECK (severity IN ('high', 'medium', 'low')),
  reason TEXT,
  suspected INTEGER NOT NULL DEFAULT 0 CHECK (suspected IN (0, 1)),
  evidence_before TEXT NOT NULL,               -- JSON
  evidence_after TEXT NOT NULL                 -- JSON
) STRICT;
CREATE INDEX change_at ON change (at);
CREATE INDEX change_source ON change (source_id, id);

-- What people decided. Rows are never changed or removed; the newest of one entry and field counts.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  entry_key TEXT NOT NULL,
  field TEXT,                                  -- null: the entry as a whole
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'correct', 'reject')),
  value TEXT,                                  -- JSON, for correct
  read_value TEXT,                             -- JSON, what the reader had said then
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX review_entry ON review (source_id, entry_key, id);

-- Fields of an entry in force that show a person's value: what the reader says now, and whether that moved since the decision.
CREATE TABLE correction (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  field TEXT NOT NULL,
  review_id INTEGER NOT NULL REFERENCES review (id),
  read_value TEXT NOT NULL,                    -- JSON
  moved INTEGER NOT NULL CHECK (moved IN (0, 1)),
  PRIMARY KEY (entry_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_moved ON correction (entry_id) WHERE moved = 1;

CREATE TABLE country (
  code TEXT PRIMARY KEY,
  eea INTEGER NOT NULL CHECK (eea IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE adequacy (
  country TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  scope TEXT NOT NULL CHECK (scope IN ('whole', 'partial', 'certified')),
  framework TEXT,
  reference TEXT NOT NULL,
  PRIMARY KEY (country, valid_from)
) STRICT, WITHOUT ROWID;

-- Answers of a language model, by what was asked: nothing is paid for twice.
CREATE TABLE llm_answer (
  part_hash TEXT NOT NULL,
  prompt_hash TEXT NOT NULL,
  model TEXT NOT NULL,
  host TEXT NOT NULL,
  answer TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost REAL,
  currency TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (part_hash, prompt_hash, model, host)
) STRICT, WITHOUT ROWID;

CREATE TABLE llm_usage (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES run (id),
  source TEXT NOT NULL,
  snapshot_hash TEXT,
  model TEXT NOT NULL,
  prompt_hash TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost REAL,
  currency TEXT,
  cached INTEGER NOT NULL CHECK (cached IN (0, 1)),
  outcome TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX llm_usage_at ON llm_usage (at);

-- Words of names and purposes, kept by the store, document by document (a trigger would make FTS5 flush at every row):
-- SELECT … WHERE entry_id IN (SELECT rowid FROM subprocessor_search('amazon OR aws')).
CREATE VIRTUAL TABLE subprocessor_search USING fts5 (
  name, legal_entity, service, purpose,
  content = 'entry', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO field (name) VALUES
  ('name'), ('legal_entity'), ('aliases'), ('registration_numbers'), ('address'), ('countries'), ('processing_countries'),
  ('service'), ('purpose'), ('data_categories'), ('data_subjects'), ('transfer_mechanisms'), ('updated'), ('valid_from'),
  ('valid_to'), ('status'), ('level'), ('website');
