ALTER TYPE "public"."review_stage" ADD VALUE 'cancelling' BEFORE 'done';--> statement-breakpoint
DROP INDEX "reviews_due";--> statement-breakpoint
DROP INDEX "reviews_leased";--> statement-breakpoint
DROP INDEX "reviews_open_by_user";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "slot" smallint;--> statement-breakpoint
CREATE INDEX "reviews_turn" ON "reviews" USING btree ((("run_at" at time zone 'UTC') - "priority" * interval '1 minute'),"id") WHERE "reviews"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_slot" ON "reviews" USING btree ("user_id","slot") WHERE "reviews"."status" = 'running';--> statement-breakpoint
CREATE INDEX "reviews_open_by_user" ON "reviews" USING btree ("user_id") WHERE "reviews"."status" in ('pending', 'running');