-- What each site lets us ask, so that an unchanged page costs its conditional request and nothing else.

-- Kept for a day, as RFC 9309 has it; words is null where the site has no robots.txt.
CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  words TEXT,
  read_at TEXT NOT NULL
) STRICT;
