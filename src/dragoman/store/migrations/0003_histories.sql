-- Histories of pledges: every telling of a pledge in its place in a history, and how the pledge stands after it. As of a day, a
-- history is the rows up to that day. Rows are added; those of a history that changes, and of a dispatch that is replaced, are written anew.

CREATE TABLE pledge_steps (
    history_id TEXT,
    step INTEGER NOT NULL,
    members INTEGER NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    dispatch_id TEXT NOT NULL,
    day DATE,
    told TEXT NOT NULL,
    state TEXT,
    quantity DOUBLE PRECISION,
    delivered DOUBLE PRECISION,
    due DATE,
    says TEXT,
    words TEXT NOT NULL,
    score DOUBLE PRECISION,
    why TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE INDEX pledge_steps_by_history ON pledge_steps (history_id);

-- Under whom and under which words, aims and currencies a telling is found when a new one looks for its history.
CREATE TABLE pledge_hooks (
    promisor TEXT NOT NULL,
    hook TEXT NOT NULL,
    record_id TEXT NOT NULL,
    dispatch_id TEXT NOT NULL
);

CREATE INDEX pledge_hooks_by_promisor ON pledge_hooks (promisor);

-- The dispatches whose tellings have been put to their histories.
CREATE TABLE pledges_linked (
    dispatch_id TEXT NOT NULL
);
