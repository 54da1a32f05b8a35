import { z } from 'zod';

/** How an API of the stand-in misbehaves: answers 500, never answers, answers nonsense, or cuts the connection. */
export const OUTAGES = ['off', 'error', 'hang', 'garbage', 'drop'] as const;
export type Outage = (typeof OUTAGES)[number];
export type Api = 'fapi' | 'bapi' | 'jwks';

const seconds = z.number().min(0).max(1_000_000);
const count = z.int().min(0).max(1_000_000);
const origin = z.url().transform((url) => new URL(url).origin);

const schema = z.strictObject({
  codeLifeSeconds: seconds,
  resendWaitSeconds: seconds,
  maxWrongTries: count.min(1),
  sendsPerHour: count,
  /** Per IP address; 0 means no limit. Clerk's cloud allows 5 and 3, too few for many browsers on one laptop. */
  createsPer10Seconds: count,
  attemptsPer10Seconds: count,
  /**
   * How long after its code a session may change numbers and delete its account, as at Clerk; 0 means for ever.
   */
  reverifyAfterMinutes: count,
  tokenLifeSeconds: z.int().min(1).max(3600),
  /** Whether session tokens carry the claims `phone` and `phone_verified`. */
  phoneInToken: z.boolean(),
  /** Shifts the times written into tokens, as if Clerk's clock were wrong. */
  clockSkewSeconds: z.number().min(-1_000_000).max(1_000_000),
  latencyMs: z.number().min(0).max(120_000),
  outage: z.strictObject({ fapi: z.enum(OUTAGES), bapi: z.enum(OUTAGES), jwks: z.enum(OUTAGES) }),
  /** Origins whose pages may sign in; empty lets any. */
  portalOrigins: z.array(origin),
  webhookUrl: z.url().nullable(),
  webhookRetryMs: z.number().min(1).max(3_600_000),
  /** Waits grow fourfold from one try to the next, up to this. */
  webhookLongestWaitMs: z.number().min(1).max(3_600_000),
  webhookDelayMs: z.number().min(0).max(3_600_000),
  /** How often each webhook is sent, under the same id: Clerk promises at least once, not exactly. */
  webhookCopies: z.int().min(1).max(5),
  /** `newest-first` turns around what waits for one user: Clerk promises no order. */
  webhookOrder: z.enum(['kept', 'newest-first']),
});

const patchSchema = schema.partial().extend({ outage: schema.shape.outage.partial().optional() });

export type SettingsValues = z.output<typeof schema>;
export type SettingsPatch = z.input<typeof patchSchema>;

const DEFAULTS: SettingsValues = {
  codeLifeSeconds: 600,
  resendWaitSeconds: 30,
  maxWrongTries: 3,
  sendsPerHour: 5,
  createsPer10Seconds: 30,
  attemptsPer10Seconds: 20,
  reverifyAfterMinutes: 10,
  tokenLifeSeconds: 60,
  phoneInToken: false,
  clockSkewSeconds: 0,
  latencyMs: 0,
  outage: { fapi: 'off', bapi: 'off', jwks: 'off' },
  portalOrigins: [],
  webhookUrl: null,
  webhookRetryMs: 500,
  webhookLongestWaitMs: 30_000,
  webhookDelayMs: 0,
  webhookCopies: 1,
  webhookOrder: 'kept',
};

/** The knobs. Read `values` when they are needed, never keep them: a test may turn one at any time. */
export class Settings {
  values: SettingsValues;
  private readonly initial: SettingsValues;
  private waiting: (() => void)[] = [];

  constructor(patch: SettingsPatch) {
    this.values = DEFAULTS;
    this.change(patch);
    this.initial = this.values;
  }

  /** Turns the knobs that are named and leaves the others. Throws a ZodError for an unknown one. */
  change(patch: unknown): void {
    const { outage, ...rest } = patchSchema.parse(patch);
    const named = Object.entries(rest).filter(([, value]) => value !== undefined);
    this.set({
      ...this.values,
      ...(Object.fromEntries(named) as Partial<SettingsValues>),
      outage: { ...this.values.outage, ...(outage as Partial<SettingsValues['outage']>) },
    });
  }

  /** Back to what the stand-in was started with. */
  reset(): void {
    this.set(this.initial);
  }

  /** Resolves at the next turn of any knob. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private set(values: SettingsValues): void {
    this.values = values;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
