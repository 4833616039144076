CREATE TYPE "public"."said_state" AS ENUM('dismissed', 'reopened');--> statement-breakpoint
CREATE TABLE "dismissals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dismissals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"project_id" uuid,
	"user_id" uuid,
	"path" text,
	"fingerprint" text NOT NULL,
	"state" "said_state" NOT NULL,
	"reason" text,
	"said_by" uuid,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dismissals_one_scope" CHECK (num_nulls("dismissals"."project_id", "dismissals"."user_id") = 1 and num_nulls("dismissals"."project_id", "dismissals"."path") = 1)
);
--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "suppression" text;--> statement-breakpoint
ALTER TABLE "dismissals" ADD CONSTRAINT "dismissals_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissals" ADD CONSTRAINT "dismissals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissals" ADD CONSTRAINT "dismissals_said_by_users_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissals" ADD CONSTRAINT "dismissals_project_id_workspace_id_projects_id_workspace_id_fk" FOREIGN KEY ("project_id","workspace_id") REFERENCES "public"."projects"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dismissals_workspace_id_fingerprint_id_index" ON "dismissals" USING btree ("workspace_id","fingerprint","id");--> statement-breakpoint
CREATE INDEX "reviews_completed_by_project" ON "reviews" USING btree ("project_id","created_at","id") WHERE "reviews"."status" = 'completed' and "reviews"."project_id" is not null;--> statement-breakpoint
CREATE INDEX "reviews_completed_by_user" ON "reviews" USING btree ("user_id","created_at","id") WHERE "reviews"."status" = 'completed' and "reviews"."project_id" is null;