import { Injectable } from '@nestjs/common';
import { type UserProfile } from '#contracts/user.js';
import { AppError } from '../common/errors/app-error.js';
import {
  HotStatements,
  isUndefinedFunction,
  type SignInOutcome,
  type SignInParameters,
} from '../database/hot-statements.js';
import { RowScope } from '../database/row-scope.js';
import { type ProfileFields, type UserRecord } from '../database/user-record.js';
import { User } from './user.entity.js';
import { toUserProfile } from './user.view.js';

/** An account somebody just signed in to. */
export interface SignedInAccount {
  profile: UserProfile;
  /** Tokens of an older generation are void. */
  tokenGeneration: number;
  /** How the code of an invitation took; null unless the account was made with one. */
  invitation: string | null;
}

const REFUSED = ['verification_needed', 'session_ended', 'blocked', 'parked', 'referral_code_taken'] as const;
type Refused = (typeof REFUSED)[number];

export type SignInResult =
  | { outcome: Refused; account: null }
  | { outcome: Exclude<SignInOutcome, Refused>; account: SignedInAccount };

/** The accounts of the shops. */
@Injectable()
export class UsersService {
  constructor(
    private readonly statements: HotStatements,
    private readonly scope: RowScope,
  ) {}

  /** Finds or makes the account of a Clerk user and phone number; the database settles races and moved numbers. */
  async signIn(parameters: SignInParameters): Promise<SignInResult> {
    const { outcome, invitation, ...user } = await this.statements.signIn(parameters);
    if (isRefused(outcome)) return { outcome, account: null };
    return {
      outcome,
      account: {
        profile: toUserProfile(user, new Date()),
        tokenGeneration: user.tokenGeneration,
        invitation,
      },
    };
  }

  /** Writes down that the holder of a valid Clerk session was not let in. */
  async noteRefusedSignIn(clerkUserId: string, reason: string): Promise<void> {
    await this.scope.callUnscoped('SELECT refuse_sign_in($1, $2)', [clerkUserId, reason]);
  }

  /** The Clerk user an account is bound to; null while it is to none. */
  async clerkUserIdOf(userId: string): Promise<string | null> {
    const find = { select: { id: true, clerkUserId: true }, where: { id: userId } } as const;
    const user = await this.scope.run(userId, (manager) => manager.getRepository(User).findOne(find));
    return user?.clerkUserId ?? null;
  }

  /** Ends every app token of an account at once, and makes these Clerk sessions worthless for new ones. */
  async signOutEverywhere(userId: string, clerkSessionIds: readonly string[]): Promise<void> {
    await this.scope.run(userId, (manager) =>
      manager.query('SELECT sign_out_everywhere($1)', [clerkSessionIds]),
    );
  }

  /** The profile behind a token, or null when the account or that generation of tokens is no more. */
  async findCaller(userId: string, tokenGeneration: number): Promise<UserProfile | null> {
    const user = await this.statements.caller(userId, tokenGeneration);
    return user && toUserProfile(user, new Date());
  }

  /** Writes the given fields of the own profile and returns all of it. */
  async updateProfile(userId: string, fields: ProfileFields): Promise<UserProfile> {
    const user = await this.writeProfile(userId, fields);
    if (!user) throw new AppError('request.not_found');
    return toUserProfile(user, new Date());
  }

  private async writeProfile(userId: string, fields: ProfileFields): Promise<UserRecord | null> {
    try {
      return await this.statements.writeProfile(userId, fields);
    } catch (error) {
      if (!isUndefinedFunction(error)) throw error;
      return this.writeProfileAsBefore(userId, fields);
    }
  }

  /** On a schema of the former release: the same in five round trips. */
  private writeProfileAsBefore(userId: string, fields: ProfileFields): Promise<UserRecord | null> {
    return this.scope.run(userId, async (manager) => {
      const users = manager.getRepository(User);
      const given = withoutAbsent(fields);
      if (Object.keys(given).length > 0) await users.update({ id: userId }, given);
      return users.findOneBy({ id: userId });
    });
  }
}

function isRefused(outcome: SignInOutcome): outcome is Refused {
  return REFUSED.some((refused) => refused === outcome);
}

/** A DTO's absent fields are there as `undefined`, with which TypeORM has nothing to write and fails. */
function withoutAbsent(fields: ProfileFields): ProfileFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
