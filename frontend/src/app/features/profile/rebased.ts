import { type ProfileForm } from '../../core/profile/profile-draft.js';
import { SHOP_FIELDS } from '../../core/profile/shop-rules.js';

/**
 * The form after the server's values changed: a field that still says what it began with takes the new value, what
 * was typed stays.
 * @returns the same form when nothing in it changes
 */
export function rebased(typed: ProfileForm, base: ProfileForm, server: ProfileForm): ProfileForm {
  const shop = { ...typed.shop };
  let isSame = true;
  for (const field of SHOP_FIELDS) {
    if (typed.shop[field] !== base.shop[field] || typed.shop[field] === server.shop[field]) continue;
    shop[field] = server.shop[field];
    isSame = false;
  }
  const language = typed.language === base.language ? server.language : typed.language;
  return isSame && language === typed.language ? typed : { shop, language };
}
