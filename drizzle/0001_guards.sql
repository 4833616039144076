-- The last wall: whatever a worker, a sweeper or a human at psql tries, a review that has ended keeps its outcome.
-- What may still change: its title, its links (a project or base review that was deleted) and a cost that is settled late.
CREATE FUNCTION reviews_keep_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.status IN ('completed', 'failed', 'cancelled') AND
    ROW(new.status, new.attempt, new.crash_count, new.started_at, new.finished_at, new.failure_kind, new.failure_message,
        new.engine, new.coverage, new.summary, new.held_back, new.degraded)
    IS DISTINCT FROM
    ROW(old.status, old.attempt, old.crash_count, old.started_at, old.finished_at, old.failure_kind, old.failure_message,
        old.engine, old.coverage, old.summary, old.held_back, old.degraded)
  THEN
    RAISE EXCEPTION 'review % has ended as % and keeps its outcome', old.id, old.status USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_keep_outcome BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_keep_outcome();
