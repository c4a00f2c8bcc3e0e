-- Tidemark's database, version 1. docs/data-model.md explains it and has queries worth copying.
--
-- Times are RFC 3339 texts in UTC with milliseconds, days are ISO 8601 texts: both sort as text.
-- Figures are appended, never overwritten: of a row in observation only "until" and "sheaf" move.
-- References are declared everywhere; the writer's own passes do not look each of them up.

-- A publication, by the id of its configuration file.
CREATE TABLE source (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- "foi-online-cso"
    zone TEXT NOT NULL         -- IANA zone of its days, as last loaded: "Europe/London"
) STRICT;

-- An accepted state of a source's figures, made by one pass. Ordered by (published, loaded, id), but
-- one that reads another's files again stands directly behind that one.
CREATE TABLE vintage (
    id           INTEGER PRIMARY KEY,
    source       INTEGER NOT NULL REFERENCES source (id),
    number       INTEGER NOT NULL, -- 1, 2, ... within the source: printed as "v7"
    cause        TEXT NOT NULL CHECK (cause IN ('baseline', 'release', 'reread')),
    published    TEXT NOT NULL, -- the publisher's day, else the day first seen in the source's zone
    loaded       TEXT NOT NULL, -- when this installation took it in
    title        TEXT NOT NULL, -- the publisher's, may be empty
    observations INTEGER NOT NULL, -- figures that its files print
    rereads      INTEGER REFERENCES vintage (id), -- cause reread: whose files it reads again
    UNIQUE (source, number)
) STRICT;

-- A file that was served, in the archive under its digest, and what became of it.
-- The newest row under a name is the one that counts (the largest "look").
CREATE TABLE raw_file (
    id            INTEGER PRIMARY KEY,
    source        INTEGER NOT NULL REFERENCES source (id),
    name          TEXT NOT NULL, -- last part of its address or path
    sha256        TEXT NOT NULL CHECK (length(sha256) = 64),
    url           TEXT NOT NULL, -- where it came from
    etag          TEXT NOT NULL, -- as served, may be empty
    last_modified TEXT NOT NULL, -- as served, may be empty
    size          INTEGER NOT NULL, -- bytes
    fetched       TEXT NOT NULL, -- when
    parser        TEXT NOT NULL, -- digest of program, layout and codelists it was last read with; held: and of its checks
    published     TEXT NOT NULL, -- the publisher's day, else the day first seen
    look          INTEGER NOT NULL, -- the pass to which these bytes were served last: 1, 2, ...
    outcome       TEXT NOT NULL CHECK (outcome IN ('loaded', 'held', 'refused', 'superseded')), -- of its last reading; superseded: held or refused, but a later edition came, or it is gone
    reasons       TEXT NOT NULL, -- why it was held or refused: a JSON array of errors
    vintage       INTEGER REFERENCES vintage (id), -- that last took it in; NULL: never
    member        TEXT NOT NULL, -- drop folder: the code of who sent it; else empty
    observations  INTEGER NOT NULL, -- figures it prints, as last let in
    codes         TEXT NOT NULL, -- codes it prints, as last let in: {"area": ["E23000030", ...], "period": ["2018/19", ...]}; where rows are counted "counted rows", and in "left out by" choices of the layout that leave figures out
    UNIQUE (source, name, sha256)
) STRICT;

-- A sheet from which figures were read.
CREATE TABLE sheet (
    id   INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES raw_file (id),
    name TEXT NOT NULL, -- as stored in the file
    UNIQUE (file, name)
) STRICT;

-- A series: the codes of a source's dimensions, without the period.
CREATE TABLE series (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    key    TEXT NOT NULL UNIQUE -- "SOURCE/area=E23000030/offence=rape", dimensions sorted
) STRICT;

CREATE INDEX series_by_source ON series (source);

-- The same codes, one a row, for queries.
CREATE TABLE series_dim (
    series INTEGER NOT NULL REFERENCES series (id),
    dim    TEXT NOT NULL, -- "area"
    code   TEXT NOT NULL, -- "E23000030"
    PRIMARY KEY (series, dim)
) STRICT, WITHOUT ROWID;

CREATE INDEX series_by_code ON series_dim (dim, code);

-- An interval of whole days: its two ends are its identity.
CREATE TABLE period (
    id    INTEGER PRIMARY KEY,
    start TEXT NOT NULL, -- first day
    "end" TEXT NOT NULL, -- last day, included
    UNIQUE (start, "end")
) STRICT;

-- Figures of a source that were printed together ever since they stand: what is printed again is
-- one row in printing, not one a figure.
CREATE TABLE sheaf (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id)
) STRICT;

CREATE INDEX sheaf_by_source ON sheaf (source);

-- A vintage that printed a sheaf: every figure of it that is valid in that vintage, and no other
-- vintage printed any of them. The newest is their edition.
CREATE TABLE printing (
    sheaf   INTEGER NOT NULL REFERENCES sheaf (id),
    vintage INTEGER NOT NULL REFERENCES vintage (id),
    file    INTEGER NOT NULL REFERENCES raw_file (id), -- that printed it
    PRIMARY KEY (sheaf, vintage)
) STRICT, WITHOUT ROWID;

-- What was published of one series for one period, from one vintage until another.
-- Valid now: "until" IS NULL. A vintage that prints the same again writes nothing here.
CREATE TABLE observation (
    series INTEGER NOT NULL REFERENCES series (id),
    period INTEGER NOT NULL REFERENCES period (id),
    first  INTEGER NOT NULL REFERENCES vintage (id), -- that brought it
    until  INTEGER REFERENCES vintage (id), -- that changed or dropped it; NULL: still stands
    sheaf  INTEGER NOT NULL REFERENCES sheaf (id), -- which vintages printed it, first of all "first"
    value  REAL,                -- NULL exactly when the status says that there is none
    status TEXT NOT NULL,       -- "normal", "suppressed", ...: never a number in disguise
    below  REAL NOT NULL,       -- status "below": 0 <= figure < below; else 0
    raw    TEXT NOT NULL,       -- the cell's text, unchanged
    label  TEXT NOT NULL,       -- the publisher's word for the period, cleaned; may be empty
    sheet  INTEGER NOT NULL REFERENCES sheet (id), -- where it stood when it was first printed
    cell   TEXT NOT NULL,       -- "B7"
    PRIMARY KEY (series, period, first),
    CHECK ((value IS NULL) = (status IN ('below', 'suppressed', 'not_available',
                                         'not_applicable', 'not_answered')))
) STRICT, WITHOUT ROWID;

-- Where a row of observation ended until a vintage that came late, or was read again, ended it
-- earlier: so that what was known before still reads as it was known.
CREATE TABLE former_end (
    series  INTEGER NOT NULL REFERENCES series (id),
    period  INTEGER NOT NULL REFERENCES period (id),
    first   INTEGER NOT NULL REFERENCES vintage (id),
    changed INTEGER NOT NULL REFERENCES vintage (id), -- that ended it earlier
    until   INTEGER NOT NULL REFERENCES vintage (id), -- where it had ended
    PRIMARY KEY (series, period, first, changed)
) STRICT, WITHOUT ROWID;

-- A person let one held file in, past one check, once.
CREATE TABLE acceptance (
    id      INTEGER PRIMARY KEY,
    source  INTEGER NOT NULL REFERENCES source (id),
    name    TEXT NOT NULL, -- the file that was accepted
    sha256  TEXT NOT NULL, -- and its bytes, no others
    "check" TEXT NOT NULL, -- "hold.members"
    by      TEXT NOT NULL, -- who
    why     TEXT NOT NULL, -- in their words
    at      TEXT NOT NULL, -- when
    used    INTEGER REFERENCES vintage (id) -- the vintage that took the file in; NULL: waits
) STRICT;

-- An answer that came as a letter. The newest of a member and period counts.
CREATE TABLE letter (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    member TEXT NOT NULL, -- code
    period INTEGER NOT NULL REFERENCES period (id), -- the round it answers
    answer TEXT NOT NULL CHECK (answer IN ('refused', 'no-info', 'partly')),
    by     TEXT NOT NULL, -- who wrote it down
    why    TEXT NOT NULL, -- in their words
    at     TEXT NOT NULL  -- when
) STRICT;

-- What was said, or would have been at the baseline: the last state of each identity.
CREATE TABLE statement (
    id         TEXT PRIMARY KEY, -- letter and 12 hex digits, as printed
    source     INTEGER NOT NULL REFERENCES source (id),
    "group"    TEXT REFERENCES statement (id) ON DELETE CASCADE, -- whose line it stands in, or NULL
    state      TEXT NOT NULL, -- "new", "restated", "withdrawn", "baseline", "held", ...
    first_said TEXT NOT NULL, -- the first line; for a baseline the load
    vintage    INTEGER REFERENCES vintage (id), -- of the last change; NULL before any
    severity   TEXT NOT NULL,
    rule       TEXT NOT NULL, -- rule id, may be empty for a source's own lines
    series     TEXT NOT NULL, -- as series.key, also of sums; empty for a source's own lines
    text       TEXT NOT NULL, -- the sentence
    body       TEXT NOT NULL  -- the whole statement but members and evidence: a JSON object
) STRICT, WITHOUT ROWID;

CREATE INDEX statement_by_source ON statement (source, "group");
CREATE INDEX statement_by_group ON statement ("group");

-- The cells behind a statement.
CREATE TABLE evidence (
    statement TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    n         INTEGER NOT NULL, -- order
    role      TEXT NOT NULL, -- "now", "before", "year 2015/16"
    series    TEXT NOT NULL, -- as series.key
    start     TEXT NOT NULL, -- first day of the figure's period
    "end"     TEXT NOT NULL, -- last day
    value     REAL,
    sha256    TEXT NOT NULL, -- of the archived file
    file      TEXT NOT NULL, -- its name
    sheet     TEXT NOT NULL,
    cell      TEXT NOT NULL,
    PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_file ON evidence (sha256);

-- What a person said of statements: one acknowledged, or some silenced until a day.
CREATE TABLE mark (
    id     INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    what   TEXT NOT NULL CHECK (what IN ('ack', 'silence')),
    target TEXT NOT NULL, -- ack: a statement's id; silence: that, a rule's id, or empty: all rules
    by     TEXT NOT NULL, -- who
    why    TEXT NOT NULL, -- in their words
    at     TEXT NOT NULL, -- when
    until  TEXT CHECK ((until IS NULL) = (what = 'ack')), -- silence: its last day, in the source's zone
    said   INTEGER NOT NULL, -- ack: 1 when its line was written
    UNIQUE (source, what, target, by, at) -- applied twice is applied once
) STRICT;

-- Rules (by digest) and series that have had their baseline. A row without a series: that this
-- rule, or the lists of this digest, judged last time. What is no more configured has no row.
CREATE TABLE judged (
    source INTEGER NOT NULL REFERENCES source (id),
    rule   TEXT NOT NULL, -- digest: a changed rule or list is a new one
    series TEXT NOT NULL,
    PRIMARY KEY (source, rule, series)
) STRICT, WITHOUT ROWID;

-- Every line of the alert log, written in the transaction of the figures that caused it.
CREATE TABLE outbox (
    seq      INTEGER PRIMARY KEY, -- 1, 2, ... without a gap
    source   INTEGER NOT NULL REFERENCES source (id),
    time     TEXT NOT NULL,
    state    TEXT NOT NULL,
    severity TEXT NOT NULL,
    id       TEXT NOT NULL, -- identity of the statement
    text     TEXT NOT NULL, -- the sentence
    line     TEXT NOT NULL, -- the line of alerts.log, without its line break
    json     TEXT NOT NULL  -- the object of alerts.jsonl, without its line break
) STRICT;

-- How far each log file has come.
CREATE TABLE sink (
    name   TEXT PRIMARY KEY, -- "alerts.log"
    seq    INTEGER NOT NULL, -- last line written
    offset INTEGER NOT NULL, -- bytes
    inode  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One look at a source.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES source (id),
    started  TEXT NOT NULL,
    finished TEXT NOT NULL,
    outcome  TEXT NOT NULL CHECK (outcome IN ('loaded', 'unchanged', 'held', 'failed')),
    detail   TEXT NOT NULL, -- the first error or hold, one line
    lines    INTEGER NOT NULL -- of the alert log
) STRICT;

CREATE INDEX run_by_source ON run (source);

-- For people's own tools (Datasette, R, pandas, Grafana): read-only, while the daemon writes.
-- docs/data-model.md has queries.

-- Every figure that ever stood, with the days from and until which it did: by the publisher's days
-- and by this installation's. As of a day: known_from <= day and (known_until is null or day < known_until).
CREATE VIEW observation_as_of AS
SELECT source.name AS source,
       series.key AS series,
       series.id AS series_id,
       period.start AS start,
       period."end" AS "end",
       o.value AS value,
       o.status AS status,
       o.below AS below,
       o.raw AS raw,
       o.label AS label,
       brought.number AS vintage,
       brought.published AS known_from,
       ended.published AS known_until, -- NULL: still stands
       brought.loaded AS loaded_from,
       ended.loaded AS loaded_until,
       ended.cause AS ended_by, -- "release": the publisher; "reread": we read a file again
       raw_file.name AS file,
       raw_file.sha256 AS sha256,
       sheet.name AS sheet,
       o.cell AS cell
FROM observation o
JOIN series ON series.id = o.series
JOIN source ON source.id = series.source
JOIN period ON period.id = o.period
JOIN vintage brought ON brought.id = o.first
LEFT JOIN vintage ended ON ended.id = o.until
JOIN sheet ON sheet.id = o.sheet
JOIN raw_file ON raw_file.id = sheet.file;

-- The figures that stand now.
CREATE VIEW observation_current AS
SELECT source, series, series_id, start, "end", value, status, below, raw, label, vintage,
       known_from AS published, loaded_from AS loaded, file, sha256, sheet, cell
FROM observation_as_of
WHERE known_until IS NULL;

-- Each figure beside that of the same months a year before, where both stand and are numbers. What
-- the alerts say is this over matched members and like for like: see `tidemark explain`.
CREATE VIEW year_on_year AS
SELECT now.source AS source,
       now.series AS series,
       now.start AS start,
       now."end" AS "end",
       now.value AS value,
       before.value AS before,
       now.value - before.value AS change,
       CASE WHEN before.value > 0 THEN 100.0 * (now.value - before.value) / before.value END AS change_pct,
       now.published AS published,
       before.published AS before_published
FROM observation_current now
JOIN observation_current before
  ON before.series_id = now.series_id
 AND before.start = date(now.start, '-1 year')
 AND before."end" = date(now."end", '+1 day', '-1 year', '-1 day')
WHERE now.value IS NOT NULL AND before.value IS NOT NULL;

-- Every line of the alert log.
CREATE VIEW alert_history AS
SELECT outbox.seq AS seq,
       outbox.time AS time,
       source.name AS source,
       outbox.state AS state,
       outbox.severity AS severity,
       outbox.id AS id,
       outbox.text AS text,
       outbox.json ->> '$.rule' AS rule,
       outbox.json ->> '$.kind' AS kind,
       outbox.json ->> '$.value' AS value,
       outbox.json ->> '$.compare.value' AS before,
       outbox.json ->> '$.change_pct' AS change_pct,
       outbox.json AS json
FROM outbox
JOIN source ON source.id = outbox.source;
