// The storm's own record: a trigger writes down every step of every review, whoever took it.
import type postgres from 'postgres'

/** One step. `n` orders those of one review: the row was locked when it was drawn. */
export type Step = {
  n: number
  /** Milliseconds since 1970. */
  at: number
  reviewId: string
  /** Null: the row was inserted. */
  from: string | null
  status: string
  attempt: number
  crashCount: number
  leaseToken: string | null
  /** The process, as the last part of `host:pid:time` but one. */
  pid: number
}

/** Heartbeats and progress are no steps. */
export async function recordHistory(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create table storm_history (
      n bigserial primary key, at timestamptz not null default clock_timestamp(), review_id uuid not null,
      before text, status text not null, attempt int not null, crash_count int not null, lease_token uuid, worker_id text);
    create function storm_record() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' or row(old.status, old.attempt, old.crash_count, old.lease_token)
        is distinct from row(new.status, new.attempt, new.crash_count, new.lease_token) then
        insert into storm_history (review_id, before, status, attempt, crash_count, lease_token, worker_id)
        values (new.id, case when tg_op = 'UPDATE' then old.status end, new.status, new.attempt, new.crash_count,
          new.lease_token, new.worker_id);
      end if;
      return null;
    end $$;
    create trigger storm_record after insert or update on reviews for each row execute function storm_record();
    create function storm_never() returns trigger language plpgsql as $$
    begin raise exception 'the record is append-only'; end $$;
    create trigger storm_never before update or delete on storm_history for each statement execute function storm_never();`)
}

/** In the order of the reviews' lives. */
export const readHistory = (sql: postgres.Sql): Promise<Step[]> =>
  sql<Step[]>`
    select n::int, (extract(epoch from at) * 1000)::float8 as at, review_id as "reviewId", before as "from", status,
      attempt, crash_count as "crashCount", lease_token as "leaseToken",
      coalesce(split_part(worker_id, ':', 2), '0')::int as pid
    from storm_history order by review_id, n`.then((rows) => [...rows])

export const livesOf = (history: Step[]): Map<string, Step[]> => Map.groupBy(history, ({ reviewId }) => reviewId)
