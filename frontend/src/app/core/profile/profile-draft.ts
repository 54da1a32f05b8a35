import { Injectable } from '@angular/core';
import { type ProfileUpdate, type UserProfile } from '#contracts/user.js';
import { parsePinCode } from '#contracts/pin-code.js';
import { forget, recall, remember } from '../browser/tab-memory.js';
import { SHOP_FIELDS, type ShopForm } from './shop-rules.js';

const STORED = 'bharatprint.shop-draft';

/** Keeps what was typed about the shop in this tab until the server has it. */
@Injectable()
export class ProfileDraft {
  /** What was typed before a reload, else what the server has. */
  read(user: UserProfile | null): ShopForm {
    const kept = recall(STORED);
    // The draft of another owner, who used this tab before, is nobody's business.
    const typed = kept['of'] === user?.id ? kept : {};
    const form = shopFormOf(user);
    for (const field of SHOP_FIELDS) {
      const value = typed[field];
      if (typeof value === 'string') form[field] = value;
    }
    return form;
  }

  /** Keeps the fields that say something else than the server. */
  write(form: ShopForm, user: UserProfile | null): void {
    const known = shopFormOf(user);
    const typed = SHOP_FIELDS.filter((field) => form[field] !== known[field]);
    if (typed.length === 0) this.clear();
    else remember(STORED, { of: user?.id, ...Object.fromEntries(typed.map((name) => [name, form[name]])) });
  }

  clear(): void {
    forget(STORED);
  }
}

/** The form as it looks with what the server has. */
export function shopFormOf(user: UserProfile | null): ShopForm {
  return {
    shopName: user?.shopName ?? '',
    pincode: user?.pincode ?? '',
    city: user?.city ?? '',
    state: user?.state ?? '',
    ownerName: user?.ownerName ?? '',
  };
}

/** The fields as they are sent: what only looks different, such as a PIN code with a space, is written as it is stored. */
export function shopUpdateOf({
  shopName,
  pincode,
  city,
  state,
  ownerName,
}: ShopForm): Required<Omit<ProfileUpdate, 'language'>> {
  return {
    shopName: shopName.trim(),
    pincode: parsePinCode(pincode) ?? pincode.trim(),
    city: city.trim(),
    state,
    ownerName: ownerName.trim() || null,
  };
}
