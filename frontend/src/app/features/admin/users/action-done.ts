import { type AdminUserDetail } from '#contracts/admin.js';
import { type MessageKey, type Params } from '../../../core/i18n/dictionary.js';

/** What an admin did to an account, and how it stands since. */
export interface ActionDone {
  account: AdminUserDetail;
  message: { key: MessageKey; params?: Params };
}
