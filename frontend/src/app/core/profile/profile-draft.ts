import { Injectable } from '@angular/core';
import { LANGUAGES, type Language, type ProfileUpdate, type UserProfile } from '#contracts/user.js';
import { parsePinCode } from '#contracts/pin-code.js';
import { forget, recall, remember } from '../browser/tab-memory.js';
import { SHOP_FIELDS, type ShopForm } from './shop-rules.js';

const STORED = 'bharatprint.shop-draft';

/** What an owner may change, as typed; nothing in it is checked yet. */
export interface ProfileForm {
  shop: ShopForm;
  language: Language;
}

/** What the server has in some of the fields, by their names. */
export type Known = Readonly<Record<string, string>>;

/** Keeps what was typed about the shop in this tab until the server has it. */
@Injectable()
export class ProfileDraft {
  /** What was in the fields that were sent and not answered; null when none were. */
  sentOver(user: UserProfile | null): Known | null {
    const { of, sentOver } = recall(STORED);
    return of === user?.id && typeof sentOver === 'object' ? (sentOver as Known | null) : null;
  }

  /** What was typed before a reload, else what the server has. */
  read(user: UserProfile | null): ProfileForm {
    const kept = recall(STORED);
    const form = profileFormOf(user);
    // The draft of another owner, who used this tab before, is nobody's business.
    if (kept['of'] !== user?.id) return form;
    for (const field of SHOP_FIELDS) {
      const value = kept[field];
      if (typeof value === 'string') form.shop[field] = value;
    }
    const language = LANGUAGES.find((known) => known === kept['language']);
    return language ? { ...form, language } : form;
  }

  /**
   * Keeps the fields that say something else than the server.
   * @param sentOver what the server had in the fields that were sent; null while none were
   */
  write({ shop, language }: ProfileForm, user: UserProfile | null, sentOver: Known | null = null): void {
    const known = profileFormOf(user);
    const typed: Record<string, string> = {};
    for (const field of SHOP_FIELDS) if (shop[field] !== known.shop[field]) typed[field] = shop[field];
    if (language !== known.language) typed['language'] = language;
    if (Object.keys(typed).length === 0) this.clear();
    else remember(STORED, { of: user?.id, sentOver, ...typed });
  }

  clear(): void {
    forget(STORED);
  }
}

/** The form as it looks with what the server has. */
export function profileFormOf(user: UserProfile | null): ProfileForm {
  const shop = {
    shopName: user?.shopName ?? '',
    pincode: user?.pincode ?? '',
    city: user?.city ?? '',
    state: user?.state ?? '',
    ownerName: user?.ownerName ?? '',
  };
  return { shop, language: user?.language ?? 'en' };
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

/** What the server has in the fields that an update writes. */
export function knownBeneath(update: ProfileUpdate | Known, user: UserProfile | null): Known {
  const { shop, language } = profileFormOf(user);
  const known: Record<string, string> = { ...shop, language };
  return Object.fromEntries(Object.keys(update).map((name) => [name, known[name] ?? '']));
}

/** Only what differs from what the server has. */
export function changesOf({ shop, language }: ProfileForm, user: UserProfile | null): ProfileUpdate {
  const update = { ...shopUpdateOf(shop), language };
  const known = profileFormOf(user);
  const before = { ...shopUpdateOf(known.shop), language: known.language };
  return Object.fromEntries(
    Object.entries(update).filter(([name, value]) => value !== before[name as keyof typeof before]),
  );
}
