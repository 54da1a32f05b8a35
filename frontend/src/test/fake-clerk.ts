import { signal } from '@angular/core';
import { ClerkFailure } from '../app/core/auth/clerk-failure.js';
import { type ClerkIdentity, type ClerkSession, type ClerkState } from '../app/core/auth/clerk-session.js';
import {
  type ClerkClient,
  type ClerkSessionResource,
  type ClerkSignIn,
  type ClerkSignUp,
  type ClerkUser,
} from '../app/core/auth/clerk-shapes.js';
import { type AccountCall, FakeClerkAccount } from './fake-clerk-account.js';

/** What clerk-js throws when its server refuses. */
export function clerkRefusal(code: string, status = 422, retryAfter?: number): Error {
  return Object.assign(new Error(code), { errors: [{ code }], status, retryAfter });
}

type Call =
  | 'create'
  | 'prepare'
  | 'attempt'
  | 'transfer'
  | 'signUp'
  | 'prepareSignUp'
  | 'attemptSignUp'
  | 'reload'
  | AccountCall;

/** Clerk as the sign-in flow sees it: it remembers what was asked, and refuses what a test tells it to refuse. */
export class FakeClerk implements Pick<
  ClerkSession,
  'client' | 'opened' | 'settledIdentity' | 'freshIdentity' | 'activate' | 'getToken' | 'signOut'
> {
  readonly state = signal<ClerkState>('ready');
  readonly identity = signal<ClerkIdentity | null>(null);
  readonly hasFailed = signal(false);
  readonly calls: string[] = [];
  /** The next call of that name is refused so; each refusal counts once. */
  readonly refusals = new Map<Call, unknown>();
  attempts: number | null = 0;
  sessionsAfterReload: ClerkSessionResource[] = [];
  /** The signed-in user's own things; there once `signInAs` was called. */
  account: FakeClerkAccount | null = null;
  private readonly signIn = this.aSignIn();
  private readonly signUp = this.aSignUp();
  private readonly clerk: ClerkClient = {
    signIn: this.signIn,
    signUp: this.signUp,
    sessions: [],
    reload: async () => {
      await this.note('reload');
      this.clerk.sessions = this.sessionsAfterReload;
    },
  };

  start(): void {
    this.calls.push('start');
  }

  client(): Promise<ClerkClient> {
    return Promise.resolve(this.clerk);
  }

  settledIdentity(): Promise<ClerkIdentity | null> {
    const identity = this.identity();
    const phoneNumber = this.account?.user.primaryPhoneNumber?.phoneNumber ?? null;
    return Promise.resolve(identity && { ...identity, phoneNumber });
  }

  async freshIdentity(): Promise<ClerkIdentity | null> {
    await this.account?.user.reload();
    return await this.settledIdentity();
  }

  opened(): Promise<{ session: ClerkSessionResource; user: ClerkUser }> {
    if (this.identity() === null || this.account === null)
      return Promise.reject(new ClerkFailure('signed_out'));
    return Promise.resolve(this.account);
  }

  activate(sessionId: string): Promise<void> {
    this.calls.push(`activate ${sessionId}`);
    this.signInAs(this.signIn.identifier ?? this.signUp.phoneNumber ?? '');
    return Promise.resolve();
  }

  getToken(freshness: 'cached' | 'fresh' = 'cached'): Promise<string> {
    if (this.identity() === null) return Promise.reject(new ClerkFailure('signed_out'));
    return Promise.resolve(`${freshness}-clerk-token`);
  }

  signOut(): Promise<void> {
    this.calls.push('signOut');
    this.identity.set(null);
    return Promise.resolve();
  }

  signInAs(phoneNumber: string | null): void {
    this.account = new FakeClerkAccount(phoneNumber, (call, detail) => this.note(call, detail));
    this.identity.set({ sessionId: 'sess_1', userId: 'user_1', phoneNumber, name: null });
  }

  /** An attempt that was begun before a reload and lies in Clerk's client. */
  hasOpenAttempt(phoneNumber: string): void {
    Object.assign(this.signIn, { status: 'needs_first_factor', identifier: phoneNumber });
  }

  private async note(call: Call, detail = ''): Promise<void> {
    this.calls.push(detail === '' ? call : `${call} ${detail}`);
    const refusal = this.refusals.get(call);
    this.refusals.delete(call);
    await Promise.resolve();
    if (refusal !== undefined) throw refusal as Error;
  }

  private aSignIn(): ClerkSignIn {
    return {
      status: null,
      identifier: null,
      createdSessionId: null,
      supportedFirstFactors: [{ strategy: 'phone_code', phoneNumberId: 'idn_1' }],
      firstFactorVerification: { status: 'unverified', attempts: 0 },
      create: async ({ identifier }) => {
        await this.note('create', identifier);
        this.hasOpenAttempt(identifier);
        return this.signIn;
      },
      prepareFirstFactor: async () => {
        await this.note('prepare');
        return this.signIn;
      },
      attemptFirstFactor: async ({ code }) => {
        this.signIn.firstFactorVerification.attempts = this.attempts;
        await this.note('attempt', code);
        return Object.assign(this.signIn, { status: 'complete', createdSessionId: 'sess_1' });
      },
    };
  }

  private aSignUp(): ClerkSignUp {
    return {
      status: null,
      phoneNumber: null,
      createdSessionId: null,
      verifications: { phoneNumber: { status: 'unverified', attempts: null } },
      create: async (params) => {
        if ('transfer' in params) {
          await this.note('transfer');
          return Object.assign(this.signUp, { status: 'complete', createdSessionId: 'sess_new' });
        }
        await this.note('signUp', params.phoneNumber);
        return Object.assign(this.signUp, {
          status: 'missing_requirements',
          phoneNumber: params.phoneNumber,
        });
      },
      preparePhoneNumberVerification: async () => {
        await this.note('prepareSignUp');
        return this.signUp;
      },
      attemptPhoneNumberVerification: async ({ code }) => {
        await this.note('attemptSignUp', code);
        return Object.assign(this.signUp, { status: 'complete', createdSessionId: 'sess_new' });
      },
    };
  }
}
