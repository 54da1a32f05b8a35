import {
  type ClerkPhoneNumber,
  type ClerkReverification,
  type ClerkSessionResource,
  type ClerkUser,
} from '../app/core/auth/clerk-shapes.js';

/** What a signed-in owner's Clerk is asked. */
export type AccountCall =
  | 'reloadUser'
  | 'createPhone'
  | 'preparePhone'
  | 'attemptPhone'
  | 'makePrimary'
  | 'destroyPhone'
  | 'startVerification'
  | 'prepareVerification'
  | 'attemptVerification';

type Note = (call: AccountCall, detail?: string) => Promise<void>;

/** A Clerk user and session that do what Clerk's would, and tell a test of it. */
export class FakeClerkAccount {
  readonly user: ClerkUser;
  readonly session: ClerkSessionResource;
  /** How a reverification stands after the right code. */
  reverified = 'complete';
  private ids = 1;

  constructor(
    phoneNumber: string | null,
    private readonly note: Note = () => Promise.resolve(),
  ) {
    const own = phoneNumber === null ? null : this.aPhoneNumber(phoneNumber, 'verified');
    this.user = {
      id: 'user_1',
      fullName: null,
      primaryPhoneNumber: own,
      phoneNumbers: own === null ? [] : [own],
      createPhoneNumber: async ({ phoneNumber: added }) => {
        await this.note('createPhone', added);
        return this.holds(added, 'unverified');
      },
      reload: async () => {
        await this.note('reloadUser');
      },
      update: async ({ primaryPhoneNumberId: id }) => {
        await this.note('makePrimary', id);
        this.user.primaryPhoneNumber = this.user.phoneNumbers.find((phone) => phone.id === id) ?? null;
        return this.user;
      },
    };
    this.session = {
      id: 'sess_1',
      user: this.user,
      getToken: () => Promise.resolve('clerk-token'),
      startVerification: async () => {
        await this.note('startVerification');
        return this.aReverification('needs_first_factor');
      },
      prepareFirstFactorVerification: async ({ phoneNumberId }) => {
        await this.note('prepareVerification', phoneNumberId);
        return this.aReverification('needs_first_factor');
      },
      attemptFirstFactorVerification: async ({ code }) => {
        await this.note('attemptVerification', code);
        return this.aReverification(this.reverified);
      },
    };
  }

  /** A number that lies at Clerk beside the first one. */
  holds(phoneNumber: string, status: 'verified' | 'unverified'): ClerkPhoneNumber {
    const phone = this.aPhoneNumber(phoneNumber, status);
    this.user.phoneNumbers = [...this.user.phoneNumbers, phone];
    return phone;
  }

  private aPhoneNumber(phoneNumber: string, status: string): ClerkPhoneNumber {
    const phone: ClerkPhoneNumber = {
      id: `idn_${this.ids}`,
      phoneNumber,
      verification: { status, attempts: null },
      prepareVerification: async () => {
        await this.note('preparePhone', phone.id);
        return phone;
      },
      attemptVerification: async ({ code }) => {
        await this.note('attemptPhone', code);
        phone.verification.status = 'verified';
        return phone;
      },
      destroy: async () => {
        await this.note('destroyPhone', phone.id);
        this.user.phoneNumbers = this.user.phoneNumbers.filter(({ id }) => id !== phone.id);
      },
    };
    this.ids += 1;
    return phone;
  }

  private aReverification(status: string): ClerkReverification {
    return {
      status,
      supportedFirstFactors: this.user.phoneNumbers.map(({ id }) => ({
        strategy: 'phone_code',
        phoneNumberId: id,
        primary: id === (this.user.primaryPhoneNumber as ClerkPhoneNumber | null)?.id,
      })),
    };
  }
}
