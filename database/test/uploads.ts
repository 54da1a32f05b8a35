import type pg from 'pg';

/** What `upload_quota()` and `consume_upload()` answer. */
export interface QuotaAnswer {
  outcome?: string;
  month: string;
  used: number;
  limit: number;
  plan: string;
  referralUploads: number;
  monthTurnsAt: Date;
  secondsToTurn: number;
}

const COLUMNS = `month::text, used, upload_limit AS "limit", plan, referral_uploads AS "referralUploads",
  month_turns_at AS "monthTurnsAt", seconds_to_turn AS "secondsToTurn"`;

/** Counts an upload as the API does; nothing for an account that is not alive. */
export async function consume(
  api: pg.Pool,
  userId: string,
  uploadId: string,
): Promise<QuotaAnswer | undefined> {
  const { rows } = await api.query<QuotaAnswer>(`SELECT outcome, ${COLUMNS} FROM consume_upload($1, $2)`, [
    userId,
    uploadId,
  ]);
  return rows[0];
}

/** @returns what became of it */
export async function giveBack(api: pg.Pool, userId: string, uploadId: string): Promise<string> {
  const { rows } = await api.query<{ outcome: string }>('SELECT give_back_upload($1, $2) AS outcome', [
    userId,
    uploadId,
  ]);
  return rows[0]?.outcome ?? '';
}

export async function quotaOf(api: pg.Pool, userId: string): Promise<QuotaAnswer | undefined> {
  const { rows } = await api.query<QuotaAnswer>(`SELECT ${COLUMNS} FROM upload_quota($1)`, [userId]);
  return rows[0];
}

/** @param clock SQL for the instant that is the present from now on */
export async function moveClock(superuser: pg.Pool, clock: string): Promise<void> {
  await superuser.query(
    `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT ${clock} $$`,
  );
}

interface PlanChange {
  plan?: string;
  limit?: number;
}

/** Changes plan or limit as an admin does. */
export async function changePlan(
  api: pg.Pool,
  adminId: string,
  userId: string,
  { plan, limit }: PlanChange,
): Promise<void> {
  const client = await api.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.user_id', $1, true)`, [adminId]);
    await client.query('SELECT FROM admin_change_plan($1, $2, $3)', [userId, plan ?? null, limit ?? null]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
