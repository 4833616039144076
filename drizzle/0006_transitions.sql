-- The last wall: whatever a worker, a sweeper or a human at psql tries, a review goes only where it may go from where it
-- is (T0 to T11), and one that has ended keeps its outcome. What may still change of that one: its title, its links (a
-- project or base review that was deleted) and a cost that is settled late.
CREATE FUNCTION reviews_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  attempts integer := new.attempt - old.attempt;
  crashes integer := new.crash_count - old.crash_count;
  allowed boolean;
BEGIN
  IF old.status IN ('completed', 'failed', 'cancelled') THEN
    IF ROW(new.status, new.attempt, new.crash_count, new.started_at, new.finished_at, new.failure_kind, new.failure_message,
           new.engine, new.coverage, new.summary, new.held_back, new.degraded)
      IS DISTINCT FROM
      ROW(old.status, old.attempt, old.crash_count, old.started_at, old.finished_at, old.failure_kind, old.failure_message,
          old.engine, old.coverage, old.summary, old.held_back, old.degraded)
    THEN
      RAISE EXCEPTION 'review % has ended as % and keeps its outcome', old.id, old.status USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN new;
  END IF;

  allowed := new.news_seq >= old.news_seq AND CASE old.status
    WHEN 'pending' THEN crashes = 0 AND CASE new.status
      WHEN 'pending' THEN attempts = 0 AND new.lease_token IS NULL
      WHEN 'running' THEN attempts = 1 AND old.run_at <= now() AND old.cancel_requested_at IS NULL -- T1
      WHEN 'cancelled' THEN attempts = 0 -- T7
      ELSE false
    END
    WHEN 'running' THEN CASE new.status
      WHEN 'running' THEN attempts = 0 AND crashes = 0 AND new.lease_token = old.lease_token -- T2, T7
      WHEN 'completed' THEN attempts = 0 AND crashes = 0 -- T3
      WHEN 'pending' THEN new.cancel_requested_at IS NULL
        AND (attempts, crashes) IN ((0, 0), (-1, 0), (0, 1)) -- T4, T8, T9
      WHEN 'failed' THEN attempts = 0 AND crashes = CASE WHEN new.failure_kind = 'poison' THEN 1 ELSE 0 END -- T4, T5, T9
      WHEN 'cancelled' THEN attempts = 0 AND crashes IN (0, 1) AND old.cancel_requested_at IS NOT NULL -- T6, T9
    END
  END;
  IF NOT allowed THEN
    RAISE EXCEPTION 'review % may not go from % (attempt %, crashes %) to % (attempt %, crashes %)',
      old.id, old.status, old.attempt, old.crash_count, new.status, new.attempt, new.crash_count
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_transition BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_transition();
--> statement-breakpoint
DROP TRIGGER reviews_keep_outcome ON reviews;
--> statement-breakpoint
DROP FUNCTION reviews_keep_outcome();
