import { PageCursor, PageLimit } from '../common/http/page-query.decorators.js';

/** Query of `GET /referrals/me`. */
export class ListOwnReferralsDto {
  @PageLimit()
  limit?: number;

  @PageCursor()
  cursor?: string;
}
