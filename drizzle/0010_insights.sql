CREATE TABLE "finding_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tracked_id" uuid NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_digests" (
	"review_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"languages" "language"[] NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"measure" text NOT NULL,
	"day" date NOT NULL,
	"key" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "tallies_workspace_id_project_id_measure_day_key_pk" PRIMARY KEY("workspace_id","project_id","measure","day","key")
);
--> statement-breakpoint
CREATE TABLE "tracked_findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"project_id" uuid,
	"user_id" uuid,
	"fingerprint" text NOT NULL,
	"path" text NOT NULL,
	"line" integer,
	"rule_id" text NOT NULL,
	"severity" "severity" NOT NULL,
	"category" "category" NOT NULL,
	"title" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"fixed_at" timestamp with time zone,
	"dismissed_at" timestamp with time zone,
	"dismiss_reason" text,
	"accepted" boolean DEFAULT false NOT NULL,
	"held_back" boolean DEFAULT false NOT NULL,
	"first_review_id" uuid NOT NULL,
	"last_review_id" uuid NOT NULL,
	"last_finding_id" uuid NOT NULL,
	"scope" uuid GENERATED ALWAYS AS (coalesce(project_id, user_id)) STORED NOT NULL,
	"scope_path" text GENERATED ALWAYS AS (case when project_id is null then path else '' end) STORED NOT NULL,
	"state" text GENERATED ALWAYS AS (case when fixed_at is not null then 'fixed' when dismissed_at is not null then 'dismissed' when accepted or held_back then 'held-back' else 'open' end) STORED NOT NULL,
	CONSTRAINT "tracked_findings_identity" UNIQUE("workspace_id","scope","scope_path","fingerprint"),
	CONSTRAINT "tracked_findings_id_workspace" UNIQUE("id","workspace_id"),
	CONSTRAINT "tracked_findings_one_scope" CHECK (num_nulls("tracked_findings"."project_id", "tracked_findings"."user_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "review_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "review_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"review_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"what" text NOT NULL,
	"attempt" integer NOT NULL,
	"detail" text
);
--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "was" text;--> statement-breakpoint
ALTER TABLE "finding_comments" ADD CONSTRAINT "finding_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_comments" ADD CONSTRAINT "finding_comments_tracked_id_workspace_id_tracked_findings_id_workspace_id_fk" FOREIGN KEY ("tracked_id","workspace_id") REFERENCES "public"."tracked_findings"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_digests" ADD CONSTRAINT "review_digests_review_id_workspace_id_reviews_id_workspace_id_fk" FOREIGN KEY ("review_id","workspace_id") REFERENCES "public"."reviews"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_findings" ADD CONSTRAINT "tracked_findings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_findings" ADD CONSTRAINT "tracked_findings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracked_findings" ADD CONSTRAINT "tracked_findings_project_id_workspace_id_projects_id_workspace_id_fk" FOREIGN KEY ("project_id","workspace_id") REFERENCES "public"."projects"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_events" ADD CONSTRAINT "review_events_review_id_workspace_id_reviews_id_workspace_id_fk" FOREIGN KEY ("review_id","workspace_id") REFERENCES "public"."reviews"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "finding_comments_tracked_id_created_at_index" ON "finding_comments" USING btree ("tracked_id","created_at");--> statement-breakpoint
CREATE INDEX "finding_comments_author_id_index" ON "finding_comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "review_digests_words" ON "review_digests" USING gin ("words");--> statement-breakpoint
CREATE INDEX "tracked_findings_workspace_id_first_seen_at_id_index" ON "tracked_findings" USING btree ("workspace_id","first_seen_at","id");--> statement-breakpoint
CREATE INDEX "tracked_findings_fixed" ON "tracked_findings" USING btree ("workspace_id","fixed_at","id") WHERE "tracked_findings"."fixed_at" is not null;--> statement-breakpoint
CREATE INDEX "tracked_findings_dismissed" ON "tracked_findings" USING btree ("workspace_id","dismissed_at","id") WHERE "tracked_findings"."dismissed_at" is not null;--> statement-breakpoint
CREATE INDEX "tracked_findings_by_project" ON "tracked_findings" USING btree ("project_id","state","first_seen_at","id") WHERE "tracked_findings"."project_id" is not null;--> statement-breakpoint
CREATE INDEX "review_events_review_id_id_index" ON "review_events" USING btree ("review_id","id");--> statement-breakpoint
CREATE INDEX "reviews_workspace_id_status_created_at_id_index" ON "reviews" USING btree ("workspace_id","status","created_at","id");
--> statement-breakpoint
-- What follows keeps these tables true. It stands with the data, because reviews end in five ways and are deleted in three.

-- Letters and digits, and everything beyond ASCII; whatever else stands between them divides words. Long ones are cut.
CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT left(word, 64)), '{}')
  FROM regexp_split_to_table(lower(given), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+') AS word
  WHERE word <> ''
$$;
--> statement-breakpoint
-- Words that begin with a colon are ours alone: nobody can write one, or search for one.
CREATE FUNCTION digest_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_digests (review_id, workspace_id, languages, words)
  SELECT r.id, r.workspace_id, coalesce(f.languages, '{}'), array_to_tsvector(
    array[':workspace:' || r.workspace_id] || (SELECT coalesce(array_agg(':language:' || l), '{}') FROM unnest(f.languages) l)
    || search_words(f.paths || ' ' || coalesce(r.title, '')))
  FROM (SELECT review_id, string_agg(path, ' ') AS paths,
      array_agg(DISTINCT language) FILTER (WHERE language IS NOT NULL) AS languages
    FROM added GROUP BY review_id) f JOIN reviews r ON r.id = f.review_id
  ON CONFLICT (review_id) DO UPDATE SET words = review_digests.words || excluded.words,
    languages = ARRAY(SELECT DISTINCT unnest(review_digests.languages || excluded.languages));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER review_files_digest AFTER INSERT ON review_files REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION digest_files();
--> statement-breakpoint
-- A finding that a review has shown, told as one matter with those before it. `was` is its fingerprint of until now.
CREATE FUNCTION track_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added) THEN RETURN NULL; END IF;

  UPDATE review_digests d SET words = d.words || array_to_tsvector(search_words(f.said))
  FROM (SELECT review_id, string_agg(DISTINCT concat_ws(' ', title, rule_id, cwe, path), ' ') AS said
    FROM added WHERE fate = 'shown' AND state <> 'fixed' GROUP BY review_id) f
  WHERE d.review_id = f.review_id;

  IF EXISTS (SELECT FROM added WHERE was IS NOT NULL) THEN
    -- The same matter; but what was said about it was said of another name, and must be said again.
    UPDATE tracked_findings t SET fingerprint = f.fingerprint, dismissed_at = NULL, dismiss_reason = NULL, accepted = false
    FROM added f JOIN reviews r ON r.id = f.review_id
    WHERE f.was IS NOT NULL AND t.workspace_id = f.workspace_id AND t.scope = coalesce(r.project_id, r.user_id)
      AND t.scope_path = CASE WHEN r.project_id IS NULL THEN f.path ELSE '' END AND t.fingerprint = f.was
      AND NOT EXISTS (SELECT FROM tracked_findings o WHERE o.workspace_id = t.workspace_id AND o.scope = t.scope
        AND o.scope_path = t.scope_path AND o.fingerprint = f.fingerprint);
  END IF;

  INSERT INTO tracked_findings AS t (workspace_id, project_id, user_id, fingerprint, path, line, rule_id, severity, category,
    title, first_seen_at, last_seen_at, first_review_id, last_review_id, last_finding_id)
  SELECT DISTINCT ON (f.workspace_id, coalesce(r.project_id, r.user_id), CASE WHEN r.project_id IS NULL THEN f.path ELSE '' END, f.fingerprint)
    f.workspace_id, r.project_id, CASE WHEN r.project_id IS NULL THEN r.user_id END, f.fingerprint, f.path, f.start_line,
    f.rule_id, f.severity, f.category, f.title, f.created_at, f.created_at, f.review_id, f.review_id, f.id
  FROM added f JOIN reviews r ON r.id = f.review_id
  WHERE f.fate = 'shown' AND f.state <> 'fixed'
  -- In one order for all, so that no two writers wait for each other.
  ORDER BY f.workspace_id, coalesce(r.project_id, r.user_id), CASE WHEN r.project_id IS NULL THEN f.path ELSE '' END, f.fingerprint, f.position
  ON CONFLICT ON CONSTRAINT tracked_findings_identity DO UPDATE SET path = excluded.path, line = excluded.line,
    rule_id = excluded.rule_id, severity = excluded.severity, category = excluded.category, title = excluded.title,
    last_seen_at = excluded.last_seen_at, last_review_id = excluded.last_review_id, last_finding_id = excluded.last_finding_id,
    fixed_at = NULL, held_back = false
  WHERE t.last_seen_at <= excluded.last_seen_at;

  IF EXISTS (SELECT FROM added WHERE fate = 'held-back' OR state = 'fixed') THEN
    UPDATE tracked_findings t SET
      fixed_at = CASE WHEN f.state = 'fixed' THEN coalesce(t.fixed_at, f.created_at) END,
      held_back = f.state <> 'fixed',
      last_seen_at = CASE WHEN f.state = 'fixed' THEN t.last_seen_at ELSE f.created_at END
    FROM added f JOIN reviews r ON r.id = f.review_id
    WHERE (f.fate = 'held-back' OR f.state = 'fixed') AND t.last_seen_at <= f.created_at
      AND t.workspace_id = f.workspace_id AND t.scope = coalesce(r.project_id, r.user_id)
      AND t.scope_path = CASE WHEN r.project_id IS NULL THEN f.path ELSE '' END AND t.fingerprint = f.fingerprint
      -- A copy of it may still be there.
      AND NOT EXISTS (SELECT FROM added o WHERE o.review_id = f.review_id AND o.fingerprint = f.fingerprint
        AND o.state <> 'fixed' AND o.fate = 'shown' AND (r.project_id IS NOT NULL OR o.path = f.path));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER findings_track AFTER INSERT ON findings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION track_findings();
--> statement-breakpoint
CREATE FUNCTION track_dismissal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tracked_findings SET dismissed_at = CASE WHEN new.state = 'dismissed' THEN new.said_at END,
    dismiss_reason = CASE WHEN new.state = 'dismissed' THEN new.reason END
  WHERE workspace_id = new.workspace_id AND scope = coalesce(new.project_id, new.user_id)
    AND scope_path = coalesce(new.path, '') AND fingerprint = new.fingerprint;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER dismissals_track AFTER INSERT ON dismissals FOR EACH ROW EXECUTE FUNCTION track_dismissal();
--> statement-breakpoint
CREATE FUNCTION track_baseline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tracked_findings t SET accepted = (TG_OP = 'INSERT') FROM changed c
  WHERE t.workspace_id = c.workspace_id AND t.scope = c.project_id AND t.scope_path = '' AND t.fingerprint = c.fingerprint;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER accepted_findings_track AFTER INSERT ON accepted_findings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION track_baseline();
--> statement-breakpoint
CREATE TRIGGER accepted_findings_untrack AFTER DELETE ON accepted_findings REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION track_baseline();
--> statement-breakpoint
-- The step of 10 % that a time in milliseconds falls into.
CREATE FUNCTION time_step(milliseconds double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ceil(ln(greatest(milliseconds, 1)) / ln(1.1))::int::text
$$;
--> statement-breakpoint
-- What one review counts for, once it has ended: by the day it was handed in.
CREATE FUNCTION review_marks(r reviews, times bigint) RETURNS SETOF tallies LANGUAGE sql STABLE AS $$
  SELECT r.workspace_id, r.project_id, mark.measure, (r.created_at AT TIME ZONE 'UTC')::date, mark.key, times * mark.n
  FROM (
    SELECT 'review', r.status::text, 1
    UNION ALL SELECT 'failure', r.failure_kind::text, 1 WHERE r.status = 'failed'
    UNION ALL SELECT 'language', unnest(languages)::text, 1 FROM review_digests WHERE review_id = r.id AND r.status = 'completed'
    UNION ALL SELECT 'wait', time_step(1000 * extract(epoch FROM r.started_at - r.created_at)::float8), 1
      WHERE r.status = 'completed' AND r.started_at IS NOT NULL
    UNION ALL SELECT 'run', time_step(1000 * extract(epoch FROM r.finished_at - r.started_at)::float8), 1
      WHERE r.status = 'completed' AND r.started_at IS NOT NULL
    UNION ALL SELECT 'model', r.engine->'model'->>'name', 1 WHERE r.engine->'model'->>'name' IS NOT NULL AND r.status = 'completed'
    UNION ALL SELECT 'micro-usd', r.engine->'model'->>'name', round(1000000 * (r.usage->>'costUsd')::numeric)
      WHERE r.engine->'model'->>'name' IS NOT NULL AND r.status = 'completed' AND (r.usage->>'costUsd')::numeric > 0
  ) AS mark(measure, key, n)
  WHERE r.status IN ('completed', 'failed', 'cancelled')
$$;
--> statement-breakpoint
-- What one finding counts for: when it was found, fixed, dismissed.
CREATE FUNCTION tracked_marks(t tracked_findings, times bigint) RETURNS SETOF tallies LANGUAGE sql STABLE AS $$
  SELECT t.workspace_id, t.project_id, mark.measure, (mark.at AT TIME ZONE 'UTC')::date, mark.key, times
  FROM (VALUES
    ('severity', t.first_seen_at, t.severity::text),
    ('category', t.first_seen_at, t.category::text),
    ('fixed', t.fixed_at, ''),
    ('time-to-fix', t.fixed_at, time_step(1000 * extract(epoch FROM t.fixed_at - t.first_seen_at)::float8)),
    ('dismissed', t.dismissed_at, '')
  ) AS mark(measure, at, key)
  WHERE mark.at IS NOT NULL
$$;
--> statement-breakpoint
-- Adds marks up, for the project and for the whole workspace. Only what grows makes rows: what is deleted with its
-- workspace finds none any more. Rows are taken in one order; who takes away comes alone, since a cascade knows no order.
CREATE FUNCTION tally(marks tallies[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  changes tallies[];
  change tallies;
BEGIN
  SELECT array_agg((m.workspace_id, m.scope, m.measure, m.day, m.key, m.n)::tallies ORDER BY m.workspace_id, m.scope, m.measure, m.day, m.key)
  INTO changes FROM (
    SELECT workspace_id, scope, measure, day, key, sum(n)::bigint AS n
    FROM unnest(marks), LATERAL (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), (project_id)) AS of(scope)
    WHERE scope IS NOT NULL GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0) m;
  IF changes IS NULL THEN RETURN; END IF;
  INSERT INTO tallies SELECT * FROM unnest(changes) c WHERE c.n > 0
  ON CONFLICT (workspace_id, project_id, measure, day, key) DO UPDATE SET n = tallies.n + excluded.n;
  IF EXISTS (SELECT FROM unnest(changes) c WHERE c.n < 0) THEN
    PERFORM pg_advisory_xact_lock(hashtext('lintel.tallies'), hashtext((SELECT min(c.workspace_id::text) FROM unnest(changes) c)));
    FOREACH change IN ARRAY changes LOOP
      CONTINUE WHEN change.n > 0;
      UPDATE tallies t SET n = t.n + change.n WHERE t.workspace_id = change.workspace_id
        AND t.project_id = change.project_id AND t.measure = change.measure AND t.day = change.day AND t.key = change.key;
      DELETE FROM tallies t WHERE t.n <= 0 AND t.workspace_id = change.workspace_id
        AND t.project_id = change.project_id AND t.measure = change.measure AND t.day = change.day AND t.key = change.key;
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION tally_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM tally(array(SELECT m FROM review_marks(old, -1) m));
    RETURN old;
  END IF;
  IF new.status = 'completed' AND new.engine->'model'->>'name' IS NOT NULL THEN
    UPDATE review_digests SET words = words || array_to_tsvector(array[':model:' || left(new.engine->'model'->>'name', 200)])
    WHERE review_id = new.id;
  END IF;
  PERFORM tally(array(SELECT m FROM review_marks(old, -1) m UNION ALL SELECT m FROM review_marks(new, 1) m));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_tally AFTER UPDATE ON reviews FOR EACH ROW
  WHEN (new.status IN ('completed', 'failed', 'cancelled') AND (old.status, old.usage) IS DISTINCT FROM (new.status, new.usage))
  EXECUTE FUNCTION tally_review();
--> statement-breakpoint
-- Before its digest goes, which knows its languages.
CREATE TRIGGER reviews_tally_gone BEFORE DELETE ON reviews FOR EACH ROW
  WHEN (old.status IN ('completed', 'failed', 'cancelled')) EXECUTE FUNCTION tally_review();
--> statement-breakpoint
CREATE FUNCTION tally_tracked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM tally(array(SELECT m FROM added t, tracked_marks(t, 1) m));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM tally(array(SELECT m FROM gone t, tracked_marks(t, -1) m));
  ELSE
    PERFORM tally(array(
      SELECT m FROM gone o JOIN added n USING (id), LATERAL (
        SELECT m FROM tracked_marks(o, -1) m UNION ALL SELECT m FROM tracked_marks(n, 1) m) m(m)
      WHERE (o.first_seen_at, o.fixed_at, o.dismissed_at, o.severity, o.category)
        IS DISTINCT FROM (n.first_seen_at, n.fixed_at, n.dismissed_at, n.severity, n.category)));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tracked_findings_tally_new AFTER INSERT ON tracked_findings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tally_tracked();
--> statement-breakpoint
CREATE TRIGGER tracked_findings_tally_changed AFTER UPDATE ON tracked_findings REFERENCING OLD TABLE AS gone NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tally_tracked();
--> statement-breakpoint
CREATE TRIGGER tracked_findings_tally_gone AFTER DELETE ON tracked_findings REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION tally_tracked();
--> statement-breakpoint
CREATE FUNCTION log_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_events (review_id, workspace_id, what, attempt, detail) VALUES (new.id, new.workspace_id,
    CASE WHEN new.status = old.status THEN 'cancelling' WHEN new.status = 'running' THEN 'started'
      WHEN new.status = 'pending' THEN 'returned' ELSE new.status::text END,
    greatest(old.attempt, new.attempt), CASE WHEN new.status = 'running' AND old.status = 'pending' THEN new.worker_id END);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_log AFTER UPDATE ON reviews FOR EACH ROW
  WHEN (old.status <> new.status OR (old.cancel_requested_at IS NULL AND new.cancel_requested_at IS NOT NULL))
  EXECUTE FUNCTION log_review();
--> statement-breakpoint
CREATE FUNCTION log_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_events (review_id, workspace_id, what, attempt, detail)
  VALUES (new.review_id, new.workspace_id, 'step', new.attempt, new.name);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER review_steps_log AFTER INSERT ON review_steps FOR EACH ROW EXECUTE FUNCTION log_step();
--> statement-breakpoint
-- All of it anew from the reviews and what people said, for a database from before. A rename makes another matter here.
CREATE FUNCTION remember_anew() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_digests (review_id, workspace_id, languages, words)
  SELECT r.id, r.workspace_id, coalesce(f.languages, '{}'), array_to_tsvector(
    array[':workspace:' || r.workspace_id] || (SELECT coalesce(array_agg(':language:' || l), '{}') FROM unnest(f.languages) l)
    || CASE WHEN r.status = 'completed' AND r.engine->'model'->>'name' IS NOT NULL
      THEN array[':model:' || left(r.engine->'model'->>'name', 200)] ELSE '{}' END
    || search_words(concat_ws(' ', f.paths, r.title, s.said)))
  FROM reviews r
    LEFT JOIN (SELECT review_id, string_agg(path, ' ') AS paths,
      array_agg(DISTINCT language) FILTER (WHERE language IS NOT NULL) AS languages
      FROM review_files GROUP BY review_id) f ON f.review_id = r.id
    LEFT JOIN (SELECT review_id, string_agg(DISTINCT concat_ws(' ', title, rule_id, cwe, path), ' ') AS said
      FROM findings WHERE fate = 'shown' AND state <> 'fixed' GROUP BY review_id) s ON s.review_id = r.id
  ON CONFLICT (review_id) DO UPDATE SET languages = excluded.languages, words = excluded.words;

  INSERT INTO tracked_findings (workspace_id, project_id, user_id, fingerprint, path, line, rule_id, severity, category, title,
    first_seen_at, last_seen_at, fixed_at, first_review_id, last_review_id, last_finding_id)
  WITH told AS (
    SELECT f.*, r.project_id, CASE WHEN r.project_id IS NULL THEN r.user_id END AS user_id,
      coalesce(r.project_id, r.user_id) AS scope, CASE WHEN r.project_id IS NULL THEN f.path ELSE '' END AS scope_path
    FROM findings f JOIN reviews r ON r.id = f.review_id WHERE f.fate = 'shown'),
  newest AS (
    SELECT DISTINCT ON (workspace_id, scope, scope_path, fingerprint) * FROM told WHERE state <> 'fixed'
    ORDER BY workspace_id, scope, scope_path, fingerprint, created_at DESC, position),
  since AS (
    SELECT workspace_id, scope, scope_path, fingerprint, min(created_at) AS first_seen_at,
      (array_agg(review_id ORDER BY created_at))[1] AS first_review_id,
      max(created_at) FILTER (WHERE state = 'fixed') AS fixed_at
    FROM told GROUP BY 1, 2, 3, 4)
  SELECT workspace_id, project_id, user_id, fingerprint, path, start_line, rule_id, severity, category, title,
    since.first_seen_at, created_at, CASE WHEN since.fixed_at > created_at THEN since.fixed_at END,
    since.first_review_id, review_id, id
  FROM newest JOIN since USING (workspace_id, scope, scope_path, fingerprint)
  ON CONFLICT ON CONSTRAINT tracked_findings_identity DO NOTHING;
  UPDATE tracked_findings t SET accepted = true FROM accepted_findings a
  WHERE t.project_id = a.project_id AND t.fingerprint = a.fingerprint AND NOT t.accepted;
  UPDATE tracked_findings t SET dismissed_at = said.said_at, dismiss_reason = said.reason
  FROM (SELECT DISTINCT ON (workspace_id, scope, path, fingerprint) *, coalesce(project_id, user_id) AS scope
    FROM dismissals ORDER BY workspace_id, scope, path, fingerprint, id DESC) said
  WHERE said.state = 'dismissed' AND t.dismissed_at IS NULL AND t.workspace_id = said.workspace_id AND t.scope = said.scope
    AND t.scope_path = coalesce(said.path, '') AND t.fingerprint = said.fingerprint;

  DELETE FROM tallies;
  INSERT INTO tallies SELECT m.workspace_id, scope, m.measure, m.day, m.key, sum(m.n)
  FROM (SELECT (review_marks(r, 1)).* FROM reviews r UNION ALL SELECT (tracked_marks(t, 1)).* FROM tracked_findings t) m,
    LATERAL (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), (m.project_id)) AS of(scope)
  WHERE scope IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
END $$;
--> statement-breakpoint
SELECT remember_anew();
