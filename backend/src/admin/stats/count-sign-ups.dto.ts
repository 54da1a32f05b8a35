import { MOST_SIGN_UP_DAYS } from '#contracts/admin.js';
import { WholeNumberQuery } from '../../common/http/whole-number-query.decorator.js';

export const USUAL_SIGN_UP_DAYS = 30;

/** Query of `GET /admin/stats/sign-ups`. */
export class CountSignUpsDto {
  @WholeNumberQuery({ most: MOST_SIGN_UP_DAYS, usual: USUAL_SIGN_UP_DAYS })
  days?: number;
}
