import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Referrer } from '#contracts/referral.js';
import { type Pool, type QueryResult, type QueryResultRow } from 'pg';
import { MovingLine } from './moving-line.js';
import { type ConsumedUpload, UPLOAD_QUOTA_COLUMNS, type UploadQuotaRecord } from './upload-quota-record.js';
import { countsOf, type PoolCounts, sumOf } from './pool-counts.js';
import { named } from './named-work.js';
import { type PipelinedReads } from './pipelined-reads.js';
import { PlannedQuery } from './planned-query.js';
import { type ProfileFields, USER_COLUMNS, type UserRecord } from './user-record.js';

export interface SignInParameters {
  clerkUserId: string;
  phoneNumber: string;
  name: string | null;
  /** Does a claim or Clerk vouch for the number? Without it the database answers only for a known pair. */
  phoneIsVerified: boolean;
  isAdmin: boolean;
  /** The code a new account gets. */
  referralCode: string;
  /** The code a new account was invited by; null without one. */
  invitedByCode: string | null;
  /** Clerk's session: one that was ended makes no tokens any more. */
  clerkSessionId: string;
  /** From when what is known of the Clerk user is; null when nothing new is. */
  clerkStateAt: Date | null;
}

/** What `sign_in()` did; only those of the first line come with a row. */
export type SignInOutcome =
  | 'returning'
  | 'created'
  | 'bound'
  | 'phone_changed'
  | 'rebound'
  | 'verification_needed'
  | 'session_ended'
  | 'blocked'
  | 'parked'
  | 'referral_code_taken';

/** With `created` and a code, `invitation` says how the code took: joined, held, or why not. */
export type SignInRow = UserRecord & { outcome: SignInOutcome; invitation: string | null };

/**
 * Sign-ins write and queue for locks. Some connections stay free of them, so that a rush of sign-ins, or one locked
 * number, does not keep everybody else from counting uploads.
 */
const SIGN_INS = { atOnce: 6, stalledAfterMs: 1_000, longestWaitMs: 5_000 };
/** Uploads of one shop queue for its row; few connections are enough for many shops, since each is done in no time. */
const UPLOADS = { atOnce: 2, stalledAfterMs: 1_000, longestWaitMs: 5_000 };

/** A shop's address waits for whoever invited it, for as long as a lock may be waited for: that is no line that has stopped. */
const PROFILES = { atOnce: 3, stalledAfterMs: 2_000, longestWaitMs: 5_000 };
/** Name and language wait for nobody else's account, but one that is locked would take every connection. */
const NAMES = { atOnce: 2, stalledAfterMs: 1_000, longestWaitMs: 5_000 };

const UNDEFINED_FUNCTION = '42883';

const CALLER = `SELECT ${USER_COLUMNS} FROM caller($1, $2)`;
const WRITE_PROFILE = `SELECT ${USER_COLUMNS} FROM write_profile($1, $2, $3, $4, $5, $6, $7, $8)`;
const CONSUME_UPLOAD = `SELECT outcome, ${UPLOAD_QUOTA_COLUMNS} FROM consume_upload($1, $2)`;
const UPLOAD_QUOTA = `SELECT ${UPLOAD_QUOTA_COLUMNS} FROM upload_quota($1)`;
const LOOK_UP = `SELECT shop_name AS "shopName", city FROM look_up_referral_code($1)`;

const SIGN_IN = `SELECT outcome, ${USER_COLUMNS}, invitation FROM sign_in($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const FORMER_SIGN_IN = `
  SELECT outcome, ${USER_COLUMNS}, NULL AS invitation FROM sign_in($1, $2, $3, $4, $5, $6, $7, $8)`;

/**
 * The statements of every request, one round trip each: functions of the database that set the row-level-security user
 * and do the work. They are named, so that each connection plans them once, and bypass TypeORM, whose layers cost more
 * than Postgres itself here. What only reads is pipelined; what may wait for a lock has a connection to itself.
 */
@Injectable()
export class HotStatements implements OnApplicationShutdown {
  private readonly logger = new Logger(HotStatements.name);
  private readonly signIns = new MovingLine(SIGN_INS);
  private readonly uploads = new MovingLine(UPLOADS);
  private readonly profiles = new MovingLine(PROFILES);
  private readonly names = new MovingLine(NAMES);

  constructor(
    private readonly pool: Pool,
    private readonly reads: PipelinedReads,
  ) {
    // Without a listener a connection that dies while idle would end the process.
    pool.on('error', ({ message }) => this.logger.warn({ cause: message }, 'idle connection lost'));
  }

  get connections(): PoolCounts {
    return sumOf(countsOf(this.pool), this.reads.connections);
  }

  /** Finds, makes or rebinds the account of a Clerk user and a phone number. */
  async signIn(sign: SignInParameters): Promise<SignInRow> {
    const [row] = await this.signIns.run(() => this.callSignIn(sign));
    if (!row) throw new Error('sign_in() gave no row');
    return row;
  }

  private async callSignIn(sign: SignInParameters): Promise<SignInRow[]> {
    const { clerkUserId, phoneNumber, name, phoneIsVerified, isAdmin, referralCode } = sign;
    const { clerkSessionId, clerkStateAt, invitedByCode } = sign;
    const common = [clerkUserId, phoneNumber, name, phoneIsVerified, isAdmin, referralCode];
    const parameters = [...common, clerkSessionId, clerkStateAt];
    try {
      return await this.run<SignInRow>('sign-in', SIGN_IN, [...parameters, invitedByCode]);
    } catch (error) {
      // Without a code the function of the former release does the same.
      if (!isUndefinedFunction(error) || invitedByCode !== null) throw error;
      return this.run<SignInRow>('former-sign-in', FORMER_SIGN_IN, parameters);
    }
  }

  /** Reads the caller of a request, unless blocked, parked, erased, or the token is of an ended generation. */
  async caller(userId: string, tokenGeneration: number): Promise<UserRecord | null> {
    const [row] = await this.read<UserRecord>('caller', CALLER, [userId, tokenGeneration]);
    return row ?? null;
  }

  /** Writes the given fields of an account and reads all of it; null for one that is blocked, parked or erased. */
  async writeProfile(userId: string, fields: ProfileFields): Promise<UserRecord | null> {
    const { ownerName, shopName = null, city = null, state = null, pincode = null, language = null } = fields;
    const owner = [ownerName ?? null, ownerName !== undefined];
    const values = [userId, ...owner, shopName, city, state, pincode, language];
    const write = () => this.run<UserRecord>('write-profile', WRITE_PROFILE, values);
    const waitsForOthers = [shopName, city, state, pincode].some((given) => given !== null);
    const [row] = await (waitsForOthers ? this.profiles : this.names).run(write);
    return row ?? null;
  }

  /** Counts an upload once, within the limit; null for an account that is blocked, parked or erased. */
  async consumeUpload(userId: string, uploadId: string): Promise<ConsumedUpload | null> {
    const [row] = await this.uploads.run(() =>
      this.run<ConsumedUpload>('consume-upload', CONSUME_UPLOAD, [userId, uploadId]),
    );
    return row ?? null;
  }

  /** Where an account stands this month; null for one that is blocked, parked or erased. */
  async uploadQuota(userId: string): Promise<UploadQuotaRecord | null> {
    const [row] = await this.read<UploadQuotaRecord>('upload-quota', UPLOAD_QUOTA, [userId]);
    return row ?? null;
  }

  /** The shop behind a referral code; null where no code can be redeemed. */
  async referrerOf(code: string): Promise<Referrer | null> {
    const [row] = await this.read<Referrer>('referrer', LOOK_UP, [code]);
    return row ?? null;
  }

  /** Asks for nothing, to see whether the database answers. */
  async ping(): Promise<void> {
    await this.read('ping', 'SELECT 1', []);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.reads.end()]);
  }

  private async run<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    // A pool awaits what its types give back as it is.
    const ask = () =>
      this.pool.query(new PlannedQuery<Row>(name, text, values)) as unknown as Promise<QueryResult<Row>>;
    const { rows } = await named(name, ask);
    return rows;
  }

  private read<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return named(name, () => this.reads.run<Row>(name, text, values));
  }
}

/** A replica may start before its migration. */
export function isUndefinedFunction(error: unknown): boolean {
  return Error.isError(error) && 'code' in error && error.code === UNDEFINED_FUNCTION;
}
