/**
 * As much of clerk-js 6 as the portal uses. ngx-clerk's own types describe version 4, which knows neither
 * `signUpIfMissing` nor clients that never arrived.
 */
export interface ClerkJs {
  loaded: boolean;
  /** `degraded` when its server did not answer. */
  status: string;
  client: ClerkClient | undefined;
  session: ClerkSessionResource | null | undefined;
  user: ClerkUser | null | undefined;
  setActive(options: { session: string }): Promise<void>;
  signOut(afterwards: () => void): Promise<void>;
}

export interface ClerkClient {
  signIn: ClerkSignIn;
  signUp: ClerkSignUp;
  sessions: ClerkSessionResource[];
  reload(): Promise<unknown>;
}

export interface ClerkSessionResource {
  id: string;
  user: ClerkUser | null;
  getToken(options?: { skipCache?: boolean }): Promise<string | null>;
  startVerification(params: { level: 'first_factor' }): Promise<ClerkReverification>;
  prepareFirstFactorVerification(params: {
    strategy: 'phone_code';
    phoneNumberId: string;
  }): Promise<ClerkReverification>;
  attemptFirstFactorVerification(params: {
    strategy: 'phone_code';
    code: string;
  }): Promise<ClerkReverification>;
}

/** Proving once more, within a session, that its owner is here. */
export interface ClerkReverification {
  status: string;
  supportedFirstFactors: { strategy: string; phoneNumberId?: string; primary?: boolean }[] | null;
}

export interface ClerkUser {
  id: string;
  fullName: string | null;
  primaryPhoneNumber: { phoneNumber: string } | null;
  phoneNumbers: ClerkPhoneNumber[];
  createPhoneNumber(params: { phoneNumber: string }): Promise<ClerkPhoneNumber>;
  update(params: { primaryPhoneNumberId: string }): Promise<ClerkUser>;
  reload(): Promise<unknown>;
}

export interface ClerkPhoneNumber {
  id: string;
  phoneNumber: string;
  verification: ClerkVerification;
  prepareVerification(): Promise<ClerkPhoneNumber>;
  attemptVerification(params: { code: string }): Promise<ClerkPhoneNumber>;
  destroy(): Promise<void>;
}

export interface ClerkVerification {
  status: string | null;
  attempts: number | null;
}

export interface ClerkSignIn {
  status: string | null;
  identifier: string | null;
  createdSessionId: string | null;
  supportedFirstFactors: { strategy: string; phoneNumberId?: string }[] | null;
  firstFactorVerification: ClerkVerification;
  create(params: { identifier: string; signUpIfMissing: true }): Promise<ClerkSignIn>;
  prepareFirstFactor(params: { strategy: 'phone_code'; phoneNumberId: string }): Promise<ClerkSignIn>;
  attemptFirstFactor(params: { strategy: 'phone_code'; code: string }): Promise<ClerkSignIn>;
}

export interface ClerkSignUp {
  status: string | null;
  phoneNumber: string | null;
  createdSessionId: string | null;
  verifications: { phoneNumber: ClerkVerification };
  create(params: { phoneNumber: string } | { transfer: true }): Promise<ClerkSignUp>;
  preparePhoneNumberVerification(params: { strategy: 'phone_code' }): Promise<ClerkSignUp>;
  attemptPhoneNumberVerification(params: { code: string }): Promise<ClerkSignUp>;
}
