import { Injectable } from '@nestjs/common';
import { newReferralCode } from './referral-code.js';

/** The codes shops invite each other with. */
@Injectable()
export class ReferralsService {
  /** A code for a new account. That it is free is for the database's unique index to say. */
  newCode(): string {
    return newReferralCode();
  }
}
