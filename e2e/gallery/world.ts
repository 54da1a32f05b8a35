import { type BrowserContext } from 'playwright-core';
import { seedDemo } from '../../database/seeds/seed-demo.ts';
import { DEMO_ADMIN, DEMO_OWNER } from '../../local/demo-people.ts';
import { Journeys } from '../support/journey.ts';
import { type PHONE, type Visitor } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

/** Nobody yet, an owner who has told nothing of the shop, one with everything, and an administrator. */
export const PEOPLE = ['stranger', 'newcomer', 'owner', 'admin'] as const;
export type Person = (typeof PEOPLE)[number];
export type Language = 'en' | 'hi';

/** A picture is worth a wait: several pages are open at once, on whatever else the machine is doing. */
const PATIENCE_MS = 60_000;

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The product with the demo's shops in it, and people who are signed in already: each screen begins at once. */
export class World {
  /** The code of a shop that invites. */
  readonly invitation = { code: '', shopId: '', shop: DEMO_OWNER.shop?.name ?? '' };
  readonly journeys: Journeys;
  private readonly kept = new Map<Person, Promise<Kept>>();

  private constructor(journeys: Journeys) {
    this.journeys = journeys;
  }

  static async begin(): Promise<World> {
    const journeys = await Journeys.begin();
    try {
      const world = new World(journeys);
      await world.settle();
      return world;
    } catch (error) {
      await journeys.end();
      throw error;
    }
  }

  /** Somebody at the door of the portal, with a browser that speaks the language. */
  async visitor(person: Person, language: Language, viewport: typeof PHONE): Promise<Visitor> {
    const words = language === 'hi' ? HINDI : ENGLISH;
    const visitor = await this.journeys.visitor(viewport, words, await this.browserOf(person));
    visitor.context.setDefaultTimeout(PATIENCE_MS);
    await visitor.context.addInitScript(
      (spoken) => localStorage.setItem('bharatprint.language', spoken),
      language,
    );
    return visitor;
  }

  private async settle(): Promise<void> {
    const { product } = this.journeys;
    await product.turn({ resendWaitSeconds: 0, sendsPerHour: 1_000 });
    await seedDemo(product.stack.database?.superuserUrl ?? '', 'admin');
    const [owner] = await product.query<{ id: string; referral_code: string }>(
      'SELECT id, referral_code FROM public.users WHERE phone_number = $1',
      [DEMO_OWNER.phoneNumber],
    );
    this.invitation.code = owner?.referral_code ?? '';
    this.invitation.shopId = owner?.id ?? '';
  }

  /** What the browser of a person holds; each signs in once, with the first screen that needs them. */
  private async browserOf(person: Person): Promise<Kept | undefined> {
    if (person === 'stranger') return undefined;
    const kept = this.kept.get(person) ?? this.enter(person);
    this.kept.set(person, kept);
    try {
      return await kept;
    } catch (error) {
      // One sign-in that failed is no reason to fail with every screen of this person: the next one tries again.
      if (this.kept.get(person) === kept) this.kept.delete(person);
      throw error;
    }
  }

  private async enter(person: Exclude<Person, 'stranger'>): Promise<Kept> {
    if (person === 'newcomer') return this.signIn(this.journeys.newNumber(), '**/auth/signup/shop');
    const { phoneNumber } = person === 'owner' ? DEMO_OWNER : DEMO_ADMIN;
    return this.signIn(phoneNumber, '**/dashboard');
  }

  private async signIn(phoneNumber: string, leadsTo: string): Promise<Kept> {
    const visitor = await this.journeys.visitor();
    visitor.context.setDefaultTimeout(PATIENCE_MS);
    await this.journeys.signIn(visitor, phoneNumber);
    await visitor.page.waitForURL(leadsTo);
    const kept = await visitor.context.storageState();
    await visitor.page.close();
    return kept;
  }
}
