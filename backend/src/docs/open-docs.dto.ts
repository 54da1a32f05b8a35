import { LONGEST_TOKEN } from '../common/auth/bearer-token.js';
import { Text } from '../common/http/text.decorator.js';

/** Body of `POST /docs/session`. */
export class OpenDocsDto {
  /** An admin's app token. */
  @Text({ max: LONGEST_TOKEN })
  token!: string;
}
