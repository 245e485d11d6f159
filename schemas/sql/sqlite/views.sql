-- The views: what data teams build on. Names and columns are stable and described in schemas/views.json.
-- They are dropped and made anew whenever this file changed, so they are not part of the numbered migrations.
--
-- Written so that sqlite3 3.38 and newer read them, and so that a filter on supplier, entity or country finds its index:
-- tables that always match are joined, tables that may not are left-joined by their key (and cost nothing when not asked for).

CREATE VIEW subprocessors AS
SELECT
  e.id AS entry_id,
  v.name AS supplier,
  s.address AS source,
  e.key AS key,
  e.name AS name,
  e.legal_entity AS legal_entity,
  (SELECT group_concat(a.alias, ', ') FROM entry_alias a WHERE a.entry_id = e.id) AS aliases,
  (SELECT group_concat(ifnull(n.scheme || ' ', '') || n.value, ', ') FROM entry_registration_number n WHERE n.entry_id = e.id) AS registration_numbers,
  e.address AS address,
  (SELECT group_concat(c.country, ', ') FROM entry_country c WHERE c.entry_id = e.id) AS countries,
  (SELECT group_concat(p.place, ', ') FROM entry_processing_country p WHERE p.entry_id = e.id) AS processing_countries,
  e.service AS service,
  e.purpose AS purpose,
  (SELECT group_concat(p.category, ', ') FROM entry_purpose_category p WHERE p.entry_id = e.id) AS purpose_categories,
  e.data_categories AS data_categories,
  e.data_subjects AS data_subjects,
  (SELECT group_concat(t.mechanism, ', ') FROM entry_transfer_mechanism t WHERE t.entry_id = e.id) AS transfer_mechanisms,
  e.updated AS updated,
  e.valid_from AS valid_from,
  e.valid_to AS valid_to,
  e.status AS status,
  e.level AS level,
  e.website AS website,
  y.slug AS entity,
  y.name AS company,
  l.method AS link_method,
  l.confidence AS link_confidence,
  m.name AS method,
  e.confidence AS confidence,
  e.hidden AS hidden,
  e.reviewed AS reviewed,
  e.corrected AS corrected,
  EXISTS (SELECT 1 FROM correction k WHERE k.entry_id = e.id AND k.moved = 1) AS source_moved,
  e.seen_from AS first_seen,
  r.at AS last_seen,
  r.list_updated AS list_updated,
  r.language AS language,
  'sha256:' || lower(hex(b.hash)) AS snapshot
FROM entry e
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
LEFT JOIN entity y ON y.id = e.entity_id
LEFT JOIN entity_link l ON l.id = e.entity_link_id
LEFT JOIN method m ON m.id = e.method_id
LEFT JOIN reading r ON r.id = e.reading_id
LEFT JOIN snapshot b ON b.id = r.snapshot_id
WHERE e.listed = 1;

-- One row a version of an entry. What a supplier listed on a day:
--   valid_from <= DAY AND (valid_to IS NULL OR valid_to > DAY)
CREATE VIEW subprocessor_history AS
SELECT
  e.id AS entry_id,
  v.name AS supplier,
  s.address AS source,
  e.key AS key,
  e.name AS name,
  e.legal_entity AS legal_entity,
  (SELECT group_concat(c.country, ', ') FROM entry_country c WHERE c.entry_id = e.id) AS countries,
  (SELECT group_concat(p.place, ', ') FROM entry_processing_country p WHERE p.entry_id = e.id) AS processing_countries,
  e.service AS service,
  e.purpose AS purpose,
  e.data_categories AS data_categories,
  (SELECT group_concat(t.mechanism, ', ') FROM entry_transfer_mechanism t WHERE t.entry_id = e.id) AS transfer_mechanisms,
  e.status AS status,
  y.slug AS entity,
  CASE
    WHEN e.follows_id IS NULL THEN ifnull(e.valid_from, substr(e.seen_from, 1, 10))
    ELSE max(ifnull(e.valid_from, ''), substr(e.seen_from, 1, 10))
  END AS valid_from,
  CASE
    WHEN e.seen_to IS NULL THEN e.valid_to
    ELSE min(ifnull(e.valid_to, '9999'), substr(e.seen_to, 1, 10))
  END AS valid_to,
  e.valid_from AS stated_from,
  e.valid_to AS stated_to,
  e.seen_from AS first_seen,
  r.at AS last_seen,
  e.seen_to AS gone_since,
  e.listed AS listed
FROM entry e
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
LEFT JOIN entity y ON y.id = e.entity_id
LEFT JOIN reading r ON r.id = e.reading_id
WHERE e.rejected = 0 AND (e.ended_by IS NULL OR e.ended_by = 'source');

-- A plain list of words is taken apart as text: four times as fast as by json_each, which is for all else.
CREATE VIEW changes AS
SELECT
  c.id AS change_id,
  c.at AS at,
  v.name AS supplier,
  s.address AS source,
  c.kind AS kind,
  c.name AS name,
  c.field AS field,
  CASE
    WHEN c.before = 'null' THEN NULL
    WHEN c.before GLOB '[[]"*"]' AND instr(c.before, '\') = 0 THEN replace(substr(c.before, 3, length(c.before) - 4), '","', ', ')
    ELSE (SELECT group_concat(j.value, ', ') FROM json_each(c.before) j)
  END AS before,
  CASE
    WHEN c.after = 'null' THEN NULL
    WHEN c.after GLOB '[[]"*"]' AND instr(c.after, '\') = 0 THEN replace(substr(c.after, 3, length(c.after) - 4), '","', ', ')
    ELSE (SELECT group_concat(j.value, ', ') FROM json_each(c.after) j)
  END AS after,
  c.cause AS cause,
  c.severity AS severity,
  c.reason AS reason,
  c.suspected AS suspected,
  c.evidence_before ->> '$[0].quote' AS quote_before,
  c.evidence_after ->> '$[0].quote' AS quote_after,
  c.key AS key
FROM change c
JOIN source s ON s.id = c.source_id
JOIN vendor v ON v.id = s.vendor_id;

CREATE VIEW quotes AS
SELECT
  q.entry_id AS entry_id,
  v.name AS supplier,
  s.address AS source,
  e.name AS name,
  f.name AS field,
  ifnull(q.quote, CASE f.name
    WHEN 'name' THEN e.name
    WHEN 'legal_entity' THEN e.legal_entity
    WHEN 'address' THEN e.address
    WHEN 'service' THEN e.service
    WHEN 'purpose' THEN e.purpose
    WHEN 'data_categories' THEN e.data_categories
    WHEN 'data_subjects' THEN e.data_subjects
    WHEN 'website' THEN e.website
  END) AS quote,
  q.start AS start,
  q."end" AS "end",
  q.page AS page,
  q.box AS box,
  ifnull(p.prefix, '') || q.path_rest AS path,
  q.line AS line,
  q.hidden AS hidden,
  q.ocr AS ocr,
  e.listed AS listed,
  r.at AS read_at,
  'sha256:' || lower(hex(b.hash)) AS snapshot
FROM evidence q
JOIN entry e ON e.id = q.entry_id
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
LEFT JOIN field f ON f.id = q.field_id
LEFT JOIN path_prefix p ON p.id = q.path_prefix_id
LEFT JOIN reading r ON r.id = e.reading_id
LEFT JOIN snapshot b ON b.id = r.snapshot_id;

-- Every listed place outside the EEA, and why it stands here. Adequacy is what is in force on the day of asking, by this
-- machine's clock (UTC), not on the day the list was read. Names are looked up row by row, so that counting does not read entries.
CREATE VIEW transfers_outside_eea AS
SELECT
  t.entry_id AS entry_id,
  v.name AS supplier,
  (SELECT s.address FROM entry e JOIN source s ON s.id = e.source_id WHERE e.id = t.entry_id) AS source,
  (SELECT e.name FROM entry e WHERE e.id = t.entry_id) AS name,
  (SELECT e.legal_entity FROM entry e WHERE e.id = t.entry_id) AS legal_entity,
  t.place AS country,
  t.basis AS basis,
  t.mechanism_stated AS mechanism_stated,
  (SELECT group_concat(m.mechanism, ', ') FROM entry_transfer_mechanism m WHERE m.entry_id = t.entry_id) AS transfer_mechanisms,
  a.scope AS adequacy,
  a.valid_from AS adequate_since,
  CASE
    WHEN a.scope = 'whole' THEN 'adequate'
    WHEN t.mechanism_stated = 1 THEN 'mechanism_stated'
    WHEN EXISTS (SELECT 1 FROM entry_transfer_mechanism m WHERE m.entry_id = t.entry_id AND m.mechanism = 'privacy_shield') THEN 'privacy_shield_void'
    WHEN t.place IN ('worldwide', 'non-EEA') THEN 'place_unnamed'
    ELSE 'mechanism_missing'
  END AS reason,
  CASE t.basis WHEN 'entity' THEN 'The list names no processing place; the company is in ' ELSE 'Data is processed in ' END
    || CASE t.place WHEN 'non-EEA' THEN 'countries outside the EEA that the list does not name' WHEN 'worldwide' THEN 'any country' ELSE t.place END
    || CASE
      WHEN a.scope = 'whole' THEN ', found adequate since ' || a.valid_from
      WHEN t.mechanism_stated = 1 THEN '; a mechanism is stated'
      WHEN EXISTS (SELECT 1 FROM entry_transfer_mechanism m WHERE m.entry_id = t.entry_id AND m.mechanism = 'privacy_shield')
        THEN '; only Privacy Shield is stated, void since 2020-07-16'
      WHEN a.scope = 'certified' THEN '; adequate since ' || a.valid_from || ' only for companies certified under the ' || a.framework || ', which the list does not say'
      WHEN a.scope = 'partial' THEN '; adequate since ' || a.valid_from || ' only in part (' || a.framework || '), and no mechanism is stated'
      ELSE '; no adequacy decision, and no mechanism is stated'
    END AS why
FROM entry_transfer t
JOIN vendor v ON v.id = t.vendor_id
LEFT JOIN (
  SELECT d.country, d.scope, d.framework, max(d.valid_from) AS valid_from FROM adequacy d
  WHERE d.valid_from <= date('now') AND (d.valid_to IS NULL OR d.valid_to > date('now')) GROUP BY d.country
) a ON a.country = t.place;

-- The same counted: which supplier sends data where.
CREATE VIEW transfers_by_supplier AS
SELECT v.name AS supplier, t.place AS country, t.mechanism_stated AS mechanism_stated, t.entries AS entries
FROM (SELECT place, mechanism_stated, vendor_id, count(*) AS entries FROM entry_transfer GROUP BY place, mechanism_stated, vendor_id) t
JOIN vendor v ON v.id = t.vendor_id;

-- How many suppliers rest on one company, or on one group of companies.
CREATE VIEW concentration AS
SELECT
  y.name AS company,
  y.slug AS entity,
  g.slug AS entity_group,
  y.suppliers AS suppliers,
  y.entries AS entries,
  round(100.0 * y.suppliers / (SELECT max(1, count(*)) FROM vendor), 1) AS share_percent,
  y.country AS country,
  y.slug IS NOT NULL AS linked
FROM entity y
LEFT JOIN entity g ON g.id = y.group_id
WHERE y.suppliers > 0;

-- Which supplier uses which company: concentration, row by row.
CREATE VIEW company_use AS
SELECT y.name AS company, y.slug AS entity, v.name AS supplier, u.entries AS entries
FROM entity_use u
JOIN entity y ON y.id = u.entity_id
JOIN vendor v ON v.id = u.vendor_id;

-- Written names that no company of data/entities.json explains.
CREATE VIEW unlinked_names AS
SELECT y.name AS name, y.suppliers AS suppliers, y.entries AS entries
FROM entity y
WHERE y.slug IS NULL AND y.suppliers > 0;

-- Listed entries that no person has looked at. Counted, and found by supplier, in an index of their own.
CREATE VIEW unreviewed AS
SELECT
  e.id AS entry_id,
  v.name AS supplier,
  s.address AS source,
  e.name AS name,
  e.legal_entity AS legal_entity,
  e.confidence AS confidence
FROM source s
JOIN vendor v ON v.id = s.vendor_id
JOIN entry e ON e.source_id = s.id
WHERE e.listed = 1 AND e.reviewed = 0;

CREATE VIEW needs_review AS
SELECT
  'entry' AS kind, e.id AS id, v.name AS supplier, s.address AS source, e.name AS name,
  NULL AS field, 'low_confidence' AS reason, 'Read with confidence ' || round(e.confidence, 2) AS detail
FROM entry e JOIN source s ON s.id = e.source_id JOIN vendor v ON v.id = s.vendor_id
WHERE e.listed = 1 AND e.reviewed = 0 AND e.confidence < 0.8
UNION ALL
SELECT 'entry', e.id, v.name, s.address, e.name, f.name, u.reason, u.quote
FROM entry_unresolved u
JOIN entry e ON e.id = u.entry_id
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
JOIN field f ON f.id = u.field_id
WHERE e.listed = 1 AND e.reviewed = 0
UNION ALL
SELECT 'correction', e.id, v.name, s.address, e.name, k.field, 'source_moved', 'Decided on another value; the source now says ' || k.read_value
FROM correction k
JOIN entry e ON e.id = k.entry_id
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
WHERE k.moved = 1 AND e.seen_to IS NULL
UNION ALL
SELECT 'document', r.id, v.name, s.address, r.title, NULL,
  CASE WHEN r.suspected = 1 THEN 'suspected' ELSE r.status END,
  ifnull((SELECT group_concat(w.message, '; ') FROM reading_warning w WHERE w.reading_id = r.id), 'Read as ' || r.status)
FROM source s
JOIN vendor v ON v.id = s.vendor_id
JOIN reading r ON r.id = s.last_reading_id
WHERE r.status = 'needs_review' OR r.suspected = 1;

CREATE VIEW source_health AS
SELECT
  s.id AS source_id,
  v.name AS supplier,
  s.address AS source,
  s.watched AS watched,
  CASE
    WHEN max(ifnull(f.at, ''), ifnull(r.at, '')) = '' THEN 'never_read'
    WHEN f.failure_code IS NOT NULL OR r.status = 'failed' THEN 'failed'
    WHEN r.suspected = 1 THEN 'suspected'
    WHEN r.status = 'needs_review' THEN 'needs_review'
    WHEN r.holds = 0 THEN 'not_held'
    ELSE 'ok'
  END AS health,
  nullif(max(ifnull(f.at, ''), ifnull(r.at, '')), '') AS checked_at,
  f.outcome AS fetch_outcome,
  f.http_status AS http_status,
  r.status AS status,
  r.at AS read_at,
  h.at AS held_since,
  h.list_updated AS list_updated,
  h.entries AS entries,
  r.language AS language,
  ifnull(f.failure_code, r.failure_code) AS failure_code,
  ifnull(f.failure_message, r.failure_message) AS failure_message,
  r.failure_remedy AS failure_remedy,
  s.failures AS failures,
  s.failing_since AS failing_since,
  s.due_at AS due_at
FROM source s
JOIN vendor v ON v.id = s.vendor_id
LEFT JOIN fetch f ON f.id = s.last_fetch_id
LEFT JOIN reading r ON r.id = s.last_reading_id
LEFT JOIN reading h ON h.id = s.held_reading_id;

CREATE VIEW registration_checks AS
SELECT
  n.entry_id AS entry_id,
  v.name AS supplier,
  s.address AS source,
  e.name AS name,
  e.legal_entity AS legal_entity,
  n.scheme AS scheme,
  n.value AS value,
  n.valid AS valid
FROM entry_registration_number n
JOIN entry e ON e.id = n.entry_id
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
WHERE e.listed = 1;

-- Recipients for a record of processing activities: Article 30(1)(d) and (e) GDPR.
CREATE VIEW art30_recipients AS
SELECT
  e.id AS entry_id,
  ifnull(e.legal_entity, ifnull(e.name, 'withheld: ' || ifnull(e.service, e.purpose))) AS recipient,
  CASE e.level WHEN 1 THEN 'sub-processor' ELSE 'sub-processor of level ' || e.level END AS recipient_category,
  v.name AS engaged_by,
  ifnull(e.purpose, e.service) AS purpose,
  e.data_categories AS data_categories,
  e.data_subjects AS data_subjects,
  (SELECT group_concat(t.place, ', ') FROM entry_transfer t WHERE t.entry_id = e.id) AS third_countries,
  (SELECT group_concat(m.mechanism, ', ') FROM entry_transfer_mechanism m WHERE m.entry_id = e.id) AS safeguards,
  ifnull((SELECT group_concat(c.country, ', ') FROM entry_country c WHERE c.entry_id = e.id), '') AS countries,
  s.address AS source,
  r.at AS as_of
FROM entry e
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
LEFT JOIN reading r ON r.id = e.reading_id
WHERE e.listed = 1 AND e.status <> 'ended';

-- ICT supply chain, template B_05.02 of the DORA register of information, as far as a list states it.
CREATE VIEW dora_b_05_02 AS
SELECT
  NULL AS contractual_arrangement_reference,
  (SELECT group_concat(p.category, ', ') FROM entry_purpose_category p WHERE p.entry_id = e.id) AS type_of_ict_services,
  (SELECT n.value FROM entry_registration_number n WHERE n.entry_id = e.id AND n.valid IS NOT 0 LIMIT 1) AS provider_identification_code,
  (SELECT n.scheme FROM entry_registration_number n WHERE n.entry_id = e.id AND n.valid IS NOT 0 LIMIT 1) AS provider_code_type,
  ifnull(e.legal_entity, e.name) AS provider_name,
  e.level + 1 AS rank,
  NULL AS recipient_identification_code,
  NULL AS recipient_code_type,
  v.name AS recipient_name,
  e.id AS entry_id,
  s.address AS source
FROM entry e
JOIN source s ON s.id = e.source_id
JOIN vendor v ON v.id = s.vendor_id
WHERE e.listed = 1 AND e.status <> 'ended' AND e.name IS NOT NULL;

-- What people decided, newest first by id.
CREATE VIEW reviews AS
SELECT
  w.id AS review_id,
  v.name AS supplier,
  s.address AS source,
  w.entry_key AS key,
  w.field AS field,
  w.decision AS decision,
  w.value AS value,
  w.read_value AS read_value,
  w.decided_by AS decided_by,
  w.decided_at AS decided_at,
  w.note AS note
FROM review w
JOIN source s ON s.id = w.source_id
JOIN vendor v ON v.id = s.vendor_id;
