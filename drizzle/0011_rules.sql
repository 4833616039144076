CREATE TYPE "public"."rule_deed" AS ENUM('created', 'changed', 'deleted');--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'rule.created';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'rule.changed';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'rule.deleted';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'rule.configured';--> statement-breakpoint
CREATE TABLE "rule_settings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_settings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"project_id" uuid,
	"rule_id" text NOT NULL,
	"path" text,
	"on" boolean,
	"severity" "severity",
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	CONSTRAINT "rule_settings_one" UNIQUE NULLS NOT DISTINCT("workspace_id","project_id","rule_id","path"),
	CONSTRAINT "rule_settings_say_something" CHECK (num_nonnulls("rule_settings"."on", "rule_settings"."severity") > 0)
);
--> statement-breakpoint
CREATE TABLE "rule_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"draft" boolean NOT NULL,
	"deed" "rule_deed" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" uuid
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"project_id" uuid,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"document" jsonb,
	"draft" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "rules_name" UNIQUE NULLS NOT DISTINCT("workspace_id","project_id","name"),
	CONSTRAINT "rules_applied_has_document" CHECK ("rules"."draft" or "rules"."document" is not null)
);
--> statement-breakpoint
ALTER TABLE "rule_settings" ADD CONSTRAINT "rule_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_settings" ADD CONSTRAINT "rule_settings_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_settings" ADD CONSTRAINT "rule_settings_project_id_workspace_id_projects_id_workspace_id_fk" FOREIGN KEY ("project_id","workspace_id") REFERENCES "public"."projects"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_project_id_workspace_id_projects_id_workspace_id_fk" FOREIGN KEY ("project_id","workspace_id") REFERENCES "public"."projects"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_versions_workspace_id_rule_id_id_index" ON "rule_versions" USING btree ("workspace_id","rule_id","id");