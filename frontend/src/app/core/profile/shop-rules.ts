import { maxLength, required, schema, validate } from '@angular/forms/signals';
import { parsePinCode } from '#contracts/pin-code.js';
import { PROFILE_LIMITS } from '#contracts/user.js';

/** The form as typed; nothing in it is checked yet. */
export interface ShopForm {
  shopName: string;
  pincode: string;
  city: string;
  state: string;
  ownerName: string;
}

export type ShopField = keyof ShopForm;

/** In the order they stand on screen. */
export const SHOP_FIELDS = ['shopName', 'pincode', 'city', 'state', 'ownerName'] as const;

const NEEDED = ['shopName', 'pincode', 'city', 'state'] as const;

/**
 * What must hold before the form is worth sending; the server has the last word.
 * @param mayBeEmpty says which of the needed fields may stay empty
 */
export const shopRules = (mayBeEmpty: (field: ShopField) => boolean = () => false) =>
  schema<ShopForm>((shop) => {
    for (const name of NEEDED) {
      required(shop[name], { when: () => !mayBeEmpty(name) });
      validate(shop[name], ({ value }) =>
        value() !== '' && value().trim() === '' && !mayBeEmpty(name) ? { kind: 'required' } : null,
      );
    }
    maxLength(shop.shopName, PROFILE_LIMITS.shopName);
    maxLength(shop.city, PROFILE_LIMITS.city);
    maxLength(shop.ownerName, PROFILE_LIMITS.ownerName);
    validate(shop.pincode, ({ value }) =>
      value().trim() === '' || parsePinCode(value()) !== null ? null : { kind: 'pincode' },
    );
  });
