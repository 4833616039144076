CREATE TYPE "public"."review_depth" AS ENUM('standard', 'deep');--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'guideline.saved' BEFORE 'webhook.saved';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'guideline.deleted' BEFORE 'webhook.saved';--> statement-breakpoint
CREATE TABLE "guidelines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"text" text NOT NULL,
	"paths" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "depth" "review_depth";--> statement-breakpoint
ALTER TABLE "guidelines" ADD CONSTRAINT "guidelines_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guidelines" ADD CONSTRAINT "guidelines_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guidelines_of_workspace" ON "guidelines" USING btree ("workspace_id","created_at","id");