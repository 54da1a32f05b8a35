import { maxLength, required, schema, validate } from '@angular/forms/signals';
import { parsePinCode } from '#contracts/pin-code.js';
import { PROFILE_LIMITS } from '#contracts/user.js';
import { type ShopForm } from './shop-draft.js';

const NEEDED = ['shopName', 'pincode', 'city', 'state'] as const;

/** What must hold before the form is worth sending; the server has the last word. */
export const shopRules = schema<ShopForm>((shop) => {
  for (const name of NEEDED) {
    required(shop[name]);
    validate(shop[name], ({ value }) =>
      value() !== '' && value().trim() === '' ? { kind: 'required' } : null,
    );
  }
  maxLength(shop.shopName, PROFILE_LIMITS.shopName);
  maxLength(shop.city, PROFILE_LIMITS.city);
  maxLength(shop.ownerName, PROFILE_LIMITS.ownerName);
  validate(shop.pincode, ({ value }) =>
    value().trim() === '' || parsePinCode(value()) !== null ? null : { kind: 'pincode' },
  );
});
