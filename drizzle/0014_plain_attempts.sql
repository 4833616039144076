ALTER TABLE "reviews" DROP CONSTRAINT "reviews_idempotency_key";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_idempotency_key" ON "reviews" USING btree ("user_id","idempotency_key") WHERE "reviews"."idempotency_key" is not null;--> statement-breakpoint
-- What the row tells by itself is told twice no more: the last attempt's beginning, and the end.
UPDATE reviews r SET claimed_at = e.at
FROM (SELECT DISTINCT ON (review_id) review_id, id, at FROM review_events WHERE what = 'started' ORDER BY review_id, id DESC) e
WHERE e.review_id = r.id;
--> statement-breakpoint
DELETE FROM review_events e WHERE what IN ('completed', 'failed', 'cancelled')
  OR (what = 'started' AND NOT EXISTS (
    SELECT FROM review_events o WHERE o.review_id = e.review_id AND o.what = 'returned' AND o.id > e.id));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION log_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.status = 'pending' AND old.status = 'running' THEN
    INSERT INTO review_events (review_id, workspace_id, at, what, attempt, detail) VALUES
      (new.id, new.workspace_id, coalesce(old.claimed_at, now()), 'started', old.attempt, old.worker_id),
      (new.id, new.workspace_id, now(), 'returned', old.attempt, NULL);
  ELSE
    INSERT INTO review_events (review_id, workspace_id, what, attempt) VALUES (new.id, new.workspace_id, 'cancelling', new.attempt);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER reviews_log ON reviews;
--> statement-breakpoint
CREATE TRIGGER reviews_log AFTER UPDATE ON reviews FOR EACH ROW
  WHEN ((old.status = 'running' AND new.status = 'pending') OR (old.cancel_requested_at IS NULL AND new.cancel_requested_at IS NOT NULL AND new.status = old.status))
  EXECUTE FUNCTION log_review();
--> statement-breakpoint
-- A review that has just ended only adds, and each of its marks once: nothing to be summed up or taken away first.
CREATE OR REPLACE FUNCTION tally_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM tally(array(SELECT m FROM review_marks(old, -1) m));
    RETURN old;
  END IF;
  IF new.status = 'completed' AND new.engine->'model'->>'name' IS NOT NULL THEN
    UPDATE review_digests SET words = words || array_to_tsvector(array[':model:' || left(new.engine->'model'->>'name', 200)])
    WHERE review_id = new.id;
  END IF;
  IF old.status IN ('pending', 'running') THEN
    INSERT INTO tallies SELECT m.workspace_id, scope, m.measure, m.day, m.key, m.n
    FROM review_marks(new, 1) m, LATERAL (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), (new.project_id)) AS of(scope)
    WHERE scope IS NOT NULL
    ORDER BY scope, m.measure, m.day, m.key -- in one order for all, so that no two writers wait for each other
    ON CONFLICT (workspace_id, project_id, measure, day, key) DO UPDATE SET n = tallies.n + excluded.n;
  ELSE
    PERFORM tally(array(SELECT m FROM review_marks(old, -1) m UNION ALL SELECT m FROM review_marks(new, 1) m));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Every review passes through the index of turns and leaves a dead entry there. A fifth of a big table is too late to clean it.
ALTER TABLE reviews SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200, autovacuum_analyze_scale_factor = 0.02);
