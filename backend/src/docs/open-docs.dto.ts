import { Text } from '../common/http/text.decorator.js';

const LONGEST_TOKEN = 8 * 1024;

/** Body of `POST /docs/session`. */
export class OpenDocsDto {
  /** An admin's app token. */
  @Text({ max: LONGEST_TOKEN })
  token!: string;
}
