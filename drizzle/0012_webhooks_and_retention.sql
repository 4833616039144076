CREATE TYPE "public"."delivery_status" AS ENUM('pending', 'delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."webhook_event" AS ENUM('review.completed', 'review.failed', 'review.cancelled', 'webhook.test');--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'webhook.saved';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'webhook.removed';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'webhook.secret-changed';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'retention.changed';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'data.exported';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'account.deleted';--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"review_id" uuid,
	"payload" jsonb NOT NULL,
	"event" "webhook_event" NOT NULL,
	"status" "delivery_status" DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered" integer,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secret_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"secret_made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"former_secret_id" uuid,
	"former_secret_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "snapshot_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "review_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_at") WHERE "webhook_deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_log" ON "webhook_deliveries" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_old" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
-- Whatever ends a review (a worker, the sweep, a person), the message about it is written in the same transaction.
CREATE FUNCTION reviews_tell_webhook() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_deliveries (workspace_id, review_id, event, payload)
  SELECT new.workspace_id, new.id, ('review.' || new.status)::webhook_event, jsonb_build_object(
    'type', 'review.' || new.status,
    'timestamp', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'data', jsonb_build_object('reviewId', new.id, 'projectId', new.project_id, 'title', new.title,
      'summary', new.summary, 'degraded', new.degraded, 'failure', new.failure_kind))
  FROM webhooks WHERE workspace_id = new.workspace_id AND disabled_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_tell_webhook AFTER UPDATE OF status ON reviews FOR EACH ROW
  WHEN (old.status IN ('pending', 'running') AND new.status IN ('completed', 'failed', 'cancelled'))
  EXECUTE FUNCTION reviews_tell_webhook();
--> statement-breakpoint
-- The log stays append-only, but who somebody was may be struck out of it once they have deleted their account: the deed,
-- its time and its place in the log stay.
CREATE OR REPLACE FUNCTION audit_events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone boolean;
  target_gone boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND ROW(new.id, new.at, new.action, new.workspace_id, new.actor_id)
    IS NOT DISTINCT FROM ROW(old.id, old.at, old.action, old.workspace_id, old.actor_id)
  THEN
    gone := CASE WHEN old.actor_id IS NOT NULL
      THEN NOT EXISTS (SELECT FROM users WHERE id = old.actor_id AND deleted_at IS NULL)
      ELSE old.workspace_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM workspaces WHERE id = old.workspace_id AND deleted_at IS NULL) END;
    target_gone := gone OR (old.target LIKE '%@%' AND NOT EXISTS (SELECT FROM users WHERE email = old.target));
    IF (new.actor_email IS NOT DISTINCT FROM old.actor_email OR (gone AND new.actor_email IS NULL))
      AND (new.address IS NOT DISTINCT FROM old.address OR (gone AND new.address IS NULL))
      AND (new.target IS NOT DISTINCT FROM old.target OR (target_gone AND new.target IS NULL))
    THEN
      RETURN new;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
