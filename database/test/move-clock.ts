import type pg from 'pg';

/** Sets the clock that everything falls due by; `'0 days'` sets it right again. */
export async function moveClock(superuser: pg.Pool, ahead: string): Promise<void> {
  await superuser.query(
    `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() + interval '${ahead}' $$`,
  );
}
