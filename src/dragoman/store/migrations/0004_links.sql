-- Which dispatches belong together. Rows are only ever added: what was believed on a day are those with "day" up to it.

CREATE TABLE linked (
    dispatch_id TEXT PRIMARY KEY,
    linked_by TEXT NOT NULL,
    runs BYTEA NOT NULL
);

CREATE TABLE marks (
    key BIGINT NOT NULL,
    dispatch_id TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL
);

CREATE INDEX marks_of_key ON marks (key);

CREATE TABLE mark_counts (
    key BIGINT PRIMARY KEY,
    dispatches INTEGER NOT NULL,
    since DATE
);

CREATE TABLE memberships (
    kind TEXT NOT NULL,
    dispatch_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    day DATE,
    source TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    why TEXT NOT NULL
);

CREATE INDEX memberships_of_dispatch ON memberships (dispatch_id);

CREATE INDEX memberships_of_group ON memberships (group_id);

CREATE TABLE merges (
    kind TEXT NOT NULL,
    old_id TEXT NOT NULL,
    new_id TEXT NOT NULL,
    day DATE,
    dispatch_id TEXT NOT NULL,
    position BIGINT NOT NULL
);

CREATE TABLE tolls (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    what TEXT NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    said BOOLEAN NOT NULL,
    claimant TEXT,
    date_start DATE,
    date_end DATE,
    evidence TEXT NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE corrections (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_words TEXT,
    new_words TEXT,
    evidence TEXT NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE superseded (
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    dispatch_id TEXT NOT NULL,
    day DATE,
    by_dispatch TEXT NOT NULL
);
