import { type BrowserContext } from 'playwright-core';
import { seedDemo } from '../../database/seeds/seed-demo.ts';
import { DEMO_ADMIN, DEMO_OWNER } from '../../local/demo-people.ts';
import { Journeys } from '../support/journey.ts';
import { type PHONE, type Visitor } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

/** Nobody yet, an owner who has told nothing of the shop, one with everything, and an administrator. */
export type Person = 'stranger' | 'newcomer' | 'owner' | 'admin';
export type Language = 'en' | 'hi';

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

const NOTHING: Kept = { cookies: [], origins: [] };

/** The product with the demo's shops in it, and people who are signed in already: each screen begins at once. */
export class World {
  /** The code of a shop that invites. */
  readonly invitation = { code: '', shop: DEMO_OWNER.shop?.name ?? '' };
  readonly journeys: Journeys;
  private readonly kept: Record<Person, Kept> = {
    stranger: NOTHING,
    newcomer: NOTHING,
    owner: NOTHING,
    admin: NOTHING,
  };

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
    const visitor = await this.journeys.visitor(viewport, language === 'hi' ? HINDI : ENGLISH, this.kept[person]);
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
    const [owner] = await product.query<{ referral_code: string }>(
      'SELECT referral_code FROM public.users WHERE phone_number = $1',
      [DEMO_OWNER.phoneNumber],
    );
    this.invitation.code = owner?.referral_code ?? '';
    this.kept.newcomer = await this.signIn(this.journeys.newNumber(), '**/auth/signup/shop');
    this.kept.owner = await this.signIn(DEMO_OWNER.phoneNumber, '**/dashboard');
    this.kept.admin = await this.signIn(DEMO_ADMIN.phoneNumber, '**/dashboard');
  }

  private async signIn(phoneNumber: string, leadsTo: string): Promise<Kept> {
    const visitor = await this.journeys.visitor();
    await this.journeys.signIn(visitor, phoneNumber);
    await visitor.page.waitForURL(leadsTo);
    return visitor.context.storageState();
  }
}
