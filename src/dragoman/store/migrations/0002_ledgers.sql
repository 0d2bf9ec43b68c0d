-- What the ledgers need: stances and topics of statements, threats and demands among the pledges, money promised, and
-- three new kinds of record: news of earlier pledges, forces, and moves in negotiations.
-- DuckDB adds no column with a constraint: the kinds and factualities of old rows are filled in.

ALTER TABLE statements ADD COLUMN stances TEXT;
ALTER TABLE statements ADD COLUMN topics TEXT;
ALTER TABLE statements ADD COLUMN factuality TEXT;
ALTER TABLE statements ADD COLUMN within_id TEXT;
UPDATE statements SET stances = '', topics = '', factuality = 'happened';

ALTER TABLE pledges ADD COLUMN kind TEXT;
ALTER TABLE pledges ADD COLUMN money DOUBLE PRECISION;
ALTER TABLE pledges ADD COLUMN currency TEXT;
ALTER TABLE pledges ADD COLUMN factuality TEXT;
ALTER TABLE pledges ADD COLUMN holder TEXT;
UPDATE pledges SET kind = 'pledge', factuality = 'happened';

CREATE TABLE pledge_news (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    news TEXT NOT NULL,
    who TEXT,
    who_codes TEXT,
    promisee TEXT,
    what TEXT NOT NULL,
    quantity DOUBLE PRECISION,
    quantity_of DOUBLE PRECISION,
    unit TEXT,
    money DOUBLE PRECISION,
    currency TEXT,
    serves TEXT NOT NULL,
    says TEXT,
    date_start DATE,
    date_end DATE,
    promised_start DATE,
    promised_end DATE,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE forces (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    contributor TEXT NOT NULL,
    contributor_codes TEXT NOT NULL,
    mission TEXT,
    place TEXT,
    country TEXT,
    change TEXT NOT NULL,
    strength BIGINT,
    strength_max BIGINT,
    unit TEXT NOT NULL,
    date_start DATE,
    date_end DATE,
    date_words TEXT,
    factuality TEXT NOT NULL,
    says TEXT,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE moves (
    dispatch_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    process_id TEXT NOT NULL,
    process TEXT NOT NULL,
    move TEXT NOT NULL,
    parties TEXT NOT NULL,
    party_codes TEXT NOT NULL,
    made_to TEXT NOT NULL,
    mediators TEXT NOT NULL,
    what TEXT NOT NULL,
    round TEXT,
    date_start DATE,
    date_end DATE,
    place TEXT,
    country TEXT,
    factuality TEXT NOT NULL,
    says TEXT,
    evidence TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    record TEXT NOT NULL
);
