-- The first schema. Common SQL: it must run on DuckDB and on PostgreSQL.
-- Every record stands in normal columns for filtering and counting, and whole, as JSON, in the column "record".
-- Rows of one dispatch are ordered by "position"; dates are closed intervals of days; timestamps are UTC.

CREATE TABLE raws (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    data BYTEA NOT NULL
);

CREATE TABLE dispatches (
    id TEXT PRIMARY KEY,
    headline TEXT,
    publisher TEXT,
    credited_source TEXT,
    byline TEXT,
    language TEXT,
    url TEXT,
    published_start DATE,
    published_end DATE,
    published_how TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT,
    raw_hash TEXT,
    actors INTEGER NOT NULL,
    places INTEGER NOT NULL,
    events INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    pledges INTEGER NOT NULL,
    undecided INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE actors (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sectors TEXT NOT NULL,
    office TEXT,
    how TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    mentions INTEGER NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE places (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    precision_kind TEXT NOT NULL,
    how TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    mentions INTEGER NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE times (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    words TEXT NOT NULL,
    value TEXT,
    date_start DATE,
    date_end DATE,
    kind TEXT NOT NULL,
    precision_kind TEXT,
    record TEXT NOT NULL
);

CREATE TABLE events (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    quad INTEGER NOT NULL,
    cameo TEXT,
    intensity DOUBLE PRECISION NOT NULL,
    actors TEXT NOT NULL,
    actor_codes TEXT NOT NULL,
    recipients TEXT NOT NULL,
    recipient_codes TEXT NOT NULL,
    factuality TEXT NOT NULL,
    holder TEXT,
    date_start DATE,
    date_end DATE,
    date_precision TEXT,
    date_words TEXT,
    date_source TEXT,
    place_id TEXT,
    place TEXT,
    country TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    place_precision TEXT,
    killed DOUBLE PRECISION,
    injured DOUBLE PRECISION,
    arrested DOUBLE PRECISION,
    crowd DOUBLE PRECISION,
    troops DOUBLE PRECISION,
    money DOUBLE PRECISION,
    currency TEXT,
    trigger_words TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE statements (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    speaker TEXT,
    speaker_codes TEXT,
    office TEXT,
    form TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    addressee TEXT,
    about TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE pledges (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    who TEXT NOT NULL,
    who_codes TEXT NOT NULL,
    promisee TEXT,
    what TEXT NOT NULL,
    quantity DOUBLE PRECISION,
    unit TEXT,
    deadline_start DATE,
    deadline_end DATE,
    deadline_precision TEXT,
    deadline_words TEXT,
    strength TEXT NOT NULL,
    condition_words TEXT,
    serves TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE parties (
    dispatch_id TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    country TEXT,
    sectors TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    words TEXT
);

CREATE TABLE spans (
    dispatch_id TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    words TEXT NOT NULL
);

CREATE TABLE undecided (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    part TEXT NOT NULL,
    words TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    candidates TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE set_asides (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    raw_hash TEXT,
    times INTEGER NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_seen TIMESTAMP NOT NULL
);
