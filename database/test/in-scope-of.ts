import type pg from 'pg';

/** Runs one statement as the API would for `userId`, and commits it. */
export async function inScopeOf<Row extends pg.QueryResultRow>(
  api: pg.Pool,
  userId: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await api.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [userId]);
    const { rows } = await client.query<Row>(statement, values);
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
