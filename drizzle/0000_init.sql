CREATE TYPE "public"."member_role" AS ENUM('owner', 'member');--> statement-breakpoint
CREATE TYPE "public"."user_role" AS ENUM('administrator', 'member');--> statement-breakpoint
CREATE TYPE "public"."workspace_kind" AS ENUM('personal', 'team');--> statement-breakpoint
CREATE TYPE "public"."category" AS ENUM('bug', 'security', 'performance', 'maintainability', 'style');--> statement-breakpoint
CREATE TYPE "public"."fate" AS ENUM('shown', 'held-back');--> statement-breakpoint
CREATE TYPE "public"."finding_source" AS ENUM('analyser', 'model', 'rule');--> statement-breakpoint
CREATE TYPE "public"."finding_state" AS ENUM('new', 'open', 'fixed', 'dismissed', 'reopened');--> statement-breakpoint
CREATE TYPE "public"."severity" AS ENUM('critical', 'high', 'medium', 'low');--> statement-breakpoint
CREATE TYPE "public"."failure_kind" AS ENUM('permanent', 'exhausted', 'poison', 'deadline', 'budget');--> statement-breakpoint
CREATE TYPE "public"."language" AS ENUM('python', 'javascript', 'typescript', 'go', 'java', 'text');--> statement-breakpoint
CREATE TYPE "public"."review_stage" AS ENUM('queued', 'analysing', 'asking the model', 'ranking', 'done');--> statement-breakpoint
CREATE TYPE "public"."review_status" AS ENUM('pending', 'running', 'completed', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "memberships" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"successor_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "refresh_tokens_used_has_successor" CHECK (("refresh_tokens"."used_at" is null) = ("refresh_tokens"."successor_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"password_hash" text,
	"role" "user_role" DEFAULT 'member' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_is_lower_case" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" "workspace_kind" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"path" text NOT NULL,
	"start_line" integer,
	"start_column" integer,
	"end_line" integer,
	"end_column" integer,
	"quote" text,
	"severity" "severity" NOT NULL,
	"category" "category" NOT NULL,
	"title" text NOT NULL,
	"explanation" text NOT NULL,
	"rule_id" text NOT NULL,
	"rule_url" text,
	"cwe" text,
	"source" "finding_source" NOT NULL,
	"evidence" jsonb,
	"fix" jsonb,
	"state" "finding_state" DEFAULT 'new' NOT NULL,
	"fate" "fate" NOT NULL,
	"fate_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "findings_range_is_whole" CHECK (num_nulls("findings"."start_line", "findings"."start_column", "findings"."end_line", "findings"."end_column") in (0, 4)),
	CONSTRAINT "findings_held_back_has_reason" CHECK ("findings"."fate" = 'shown' or "findings"."fate_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "project_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"path" text NOT NULL,
	"content" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_files_path" UNIQUE("project_id","path")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_id_workspace" UNIQUE("id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "review_files" (
	"review_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"path" text NOT NULL,
	"position" smallint NOT NULL,
	"language" "language",
	"content" text NOT NULL,
	CONSTRAINT "review_files_review_id_path_pk" PRIMARY KEY("review_id","path")
);
--> statement-breakpoint
CREATE TABLE "review_steps" (
	"review_id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"attempt" integer NOT NULL,
	"seq" bigint NOT NULL,
	"outcome" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_steps_review_id_name_pk" PRIMARY KEY("review_id","name")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"project_id" uuid,
	"base_review_id" uuid,
	"retry_of" uuid,
	"title" text,
	"instructions" text,
	"idempotency_key" text,
	"body_hash" text NOT NULL,
	"status" "review_status" DEFAULT 'pending' NOT NULL,
	"failure_kind" "failure_kind",
	"failure_message" text,
	"priority" smallint DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"crash_count" integer DEFAULT 0 NOT NULL,
	"job_version" smallint DEFAULT 1 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"worker_id" text,
	"cancel_requested_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"news_seq" bigint DEFAULT 0 NOT NULL,
	"stage" "review_stage" DEFAULT 'queued' NOT NULL,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"steps_total" integer DEFAULT 0 NOT NULL,
	"engine" jsonb,
	"coverage" jsonb,
	"summary" jsonb,
	"usage" jsonb,
	"held_back" integer DEFAULT 0 NOT NULL,
	"degraded" boolean DEFAULT false NOT NULL,
	CONSTRAINT "reviews_id_workspace" UNIQUE("id","workspace_id"),
	CONSTRAINT "reviews_idempotency_key" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "reviews_running_has_lease" CHECK (("reviews"."status" = 'running') = ("reviews"."lease_token" is not null and "reviews"."lease_until" is not null)),
	CONSTRAINT "reviews_ended_has_time" CHECK (("reviews"."status" in ('completed', 'failed', 'cancelled')) = ("reviews"."finished_at" is not null)),
	CONSTRAINT "reviews_failed_has_kind" CHECK (("reviews"."status" = 'failed') = ("reviews"."failure_kind" is not null)),
	CONSTRAINT "reviews_completed_has_result" CHECK ("reviews"."status" <> 'completed' or ("reviews"."summary" is not null and "reviews"."engine" is not null))
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"version" text NOT NULL,
	"concurrency" integer NOT NULL,
	"running" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_review_id_workspace_id_reviews_id_workspace_id_fk" FOREIGN KEY ("review_id","workspace_id") REFERENCES "public"."reviews"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_files" ADD CONSTRAINT "project_files_project_id_workspace_id_projects_id_workspace_id_fk" FOREIGN KEY ("project_id","workspace_id") REFERENCES "public"."projects"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_files" ADD CONSTRAINT "review_files_review_id_workspace_id_reviews_id_workspace_id_fk" FOREIGN KEY ("review_id","workspace_id") REFERENCES "public"."reviews"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_steps" ADD CONSTRAINT "review_steps_review_id_workspace_id_reviews_id_workspace_id_fk" FOREIGN KEY ("review_id","workspace_id") REFERENCES "public"."reviews"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_base_review_id_reviews_id_fk" FOREIGN KEY ("base_review_id") REFERENCES "public"."reviews"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_retry_of_reviews_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."reviews"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "memberships_user_id_index" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_session_id_index" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refresh_tokens_one_unused" ON "refresh_tokens" USING btree ("session_id") WHERE "refresh_tokens"."used_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_index" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "findings_review_id_position_index" ON "findings" USING btree ("review_id","position");--> statement-breakpoint
CREATE INDEX "findings_workspace_id_fingerprint_index" ON "findings" USING btree ("workspace_id","fingerprint");--> statement-breakpoint
CREATE INDEX "project_files_workspace_id_index" ON "project_files" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "projects_workspace_id_created_at_index" ON "projects" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "reviews_workspace_id_created_at_id_index" ON "reviews" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "reviews_due" ON "reviews" USING btree ("run_at") WHERE "reviews"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "reviews_leased" ON "reviews" USING btree ("lease_until") WHERE "reviews"."status" = 'running';--> statement-breakpoint
CREATE INDEX "reviews_open_by_user" ON "reviews" USING btree ("user_id","status") WHERE "reviews"."status" in ('pending', 'running');