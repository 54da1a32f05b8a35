import type pg from 'pg';
import { tableNames } from './facts.ts';

const ROWS_AT_ONCE = 2_000;

/**
 * Copies every row and every sequence's position into a database that has the same schema. For where there is no
 * pg_dump; it holds back neither triggers nor foreign keys by itself, so the target's role must be a superuser.
 * @param source in a transaction, so that all tables are of one moment
 */
export async function copyRows(source: pg.Client, target: pg.Client): Promise<void> {
  const tables = (await tableNames(source)).map((name) => source.escapeIdentifier(name));
  await target.query('BEGIN');
  // Rows come in any order, as they were: nothing is computed or checked a second time.
  await target.query('SET LOCAL session_replication_role = replica');
  await target.query(`TRUNCATE ${tables.map((table) => `public.${table}`).join(', ')}`);
  for (const table of tables) await copyTable(source, target, table);
  await copySequences(source, target);
  await target.query('COMMIT');
}

async function copyTable(source: pg.Client, target: pg.Client, table: string): Promise<void> {
  await source.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM public.${table} AS t`,
  );
  for (;;) {
    const { rows } = await source.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM copied`);
    if (rows.length === 0) break;
    await target.query(
      `INSERT INTO public.${table} SELECT * FROM json_populate_recordset(NULL::public.${table}, $1)`,
      [`[${rows.map(({ row }) => row).join(',')}]`],
    );
  }
  await source.query('CLOSE copied');
}

async function copySequences(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ name: string; position: string }>(
    `SELECT format('public.%I', sequencename) AS name, last_value AS position FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  );
  for (const { name, position } of rows) await target.query('SELECT setval($1, $2)', [name, position]);
}
