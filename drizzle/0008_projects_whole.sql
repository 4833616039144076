ALTER TYPE "public"."audit_action" ADD VALUE 'project.exported';--> statement-breakpoint
ALTER TYPE "public"."audit_action" ADD VALUE 'project.deleted';--> statement-breakpoint
ALTER TABLE "reviews" DROP CONSTRAINT "reviews_project_id_projects_id_fk";
--> statement-breakpoint
DROP INDEX "reviews_completed_by_project";--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_by_project" ON "reviews" USING btree ("project_id","created_at","id") WHERE "reviews"."project_id" is not null;--> statement-breakpoint
CREATE INDEX "reviews_by_base" ON "reviews" USING btree ("base_review_id") WHERE "reviews"."base_review_id" is not null;--> statement-breakpoint
CREATE INDEX "reviews_by_retry" ON "reviews" USING btree ("retry_of") WHERE "reviews"."retry_of" is not null;