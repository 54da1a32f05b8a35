import { Injectable } from '@angular/core';
import { type UserProfile } from '#contracts/user.js';

/** The form as typed; nothing in it is checked yet. */
export interface ShopForm {
  shopName: string;
  pincode: string;
  city: string;
  state: string;
  ownerName: string;
}

const STORED = 'bharatprint.shop-draft';

/** Keeps what was typed in this tab until the server has it. */
@Injectable()
export class ShopDraft {
  /** What was typed before a reload, else what the server has. */
  read(user: UserProfile | null): ShopForm {
    const kept = stored(user?.id);
    const known = { ...EMPTY, ...withoutNulls(user) };
    return {
      shopName: kept.shopName ?? known.shopName,
      pincode: kept.pincode ?? known.pincode,
      city: kept.city ?? known.city,
      state: kept.state ?? known.state,
      ownerName: kept.ownerName ?? known.ownerName,
    };
  }

  write(form: ShopForm, user: UserProfile | null): void {
    change((storage) => storage.setItem(STORED, JSON.stringify({ ...form, of: user?.id })));
  }

  clear(): void {
    change((storage) => storage.removeItem(STORED));
  }
}

const EMPTY: ShopForm = { shopName: '', pincode: '', city: '', state: '', ownerName: '' };

function withoutNulls(user: UserProfile | null): Partial<ShopForm> {
  return Object.fromEntries(
    Object.entries(user ?? {}).filter(([name, value]) => name in EMPTY && typeof value === 'string'),
  );
}

/** The draft of another owner, who used this tab before, is nobody's business. */
function stored(userId: string | undefined): Partial<ShopForm> {
  try {
    const draft = (JSON.parse(sessionStorage.getItem(STORED) ?? '{}') ?? {}) as Record<string, unknown>;
    if (draft['of'] !== userId) return {};
    return Object.fromEntries(
      Object.entries(draft).filter(([name, value]) => name in EMPTY && typeof value === 'string'),
    );
  } catch {
    // Storage switched off or half written: begin with what the server has.
    return {};
  }
}

function change(write: (storage: Storage) => void): void {
  try {
    write(sessionStorage);
  } catch {
    // Storage may be switched off: the form then lasts as long as the page.
  }
}
