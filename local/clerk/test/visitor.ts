import { type Page } from 'playwright-core';

export interface Refusal {
  status: number;
  code: string;
  param?: string;
  retryAfter?: number;
}

interface StepResult {
  value?: unknown;
  refused?: Refusal;
}

interface PageWithSteps {
  step(name: string, ...args: unknown[]): Promise<StepResult>;
}

export interface Who {
  userId: string | null;
  sessionId: string | null;
  phoneNumber: string | null;
}

export const NOBODY: Who = { userId: null, sessionId: null, phoneNumber: null };

/** Somebody at a tab of the portal, who acts through Clerk's own script. */
export class Visitor {
  readonly page: Page;
  private readonly newestCode: (phoneNumber: string) => string;

  private constructor(page: Page, newestCode: (phoneNumber: string) => string) {
    this.page = page;
    this.newestCode = newestCode;
  }

  static async at(page: Page, portal: string, newestCode: (phoneNumber: string) => string): Promise<Visitor> {
    await page.goto(portal);
    const visitor = new Visitor(page, newestCode);
    await visitor.step('load');
    return visitor;
  }

  /** What a step answers; fails the test when Clerk refuses it. */
  async step<Value = string>(name: string, ...args: unknown[]): Promise<Value> {
    const { value, refused } = await this.take(name, args);
    if (refused) throw new Error(`${name} was refused: ${JSON.stringify(refused)}`);
    return value as Value;
  }

  /** How a step is refused; fails the test when it is not. */
  async refusal(name: string, ...args: unknown[]): Promise<Refusal> {
    const { value, refused } = await this.take(name, args);
    if (!refused) throw new Error(`${name} was not refused: ${JSON.stringify(value)}`);
    return refused;
  }

  who(): Promise<Who> {
    return this.step<Who>('who');
  }

  async signUp(phoneNumber: string): Promise<Who> {
    await this.step('beginSignUp', phoneNumber);
    await this.step('sendSignUpCode');
    await this.step('trySignUpCode', this.newestCode(phoneNumber));
    return this.who();
  }

  async signIn(phoneNumber: string): Promise<Who> {
    await this.step('beginSignIn', phoneNumber);
    await this.step('sendSignInCode');
    await this.step('trySignInCode', this.newestCode(phoneNumber));
    return this.who();
  }

  /** Types a new code into the session there is. */
  async reverify(): Promise<void> {
    const { phoneNumber } = await this.who();
    await this.step('startReverification', 'first_factor');
    await this.step('sendReverificationCode');
    await this.step('tryReverificationCode', this.newestCode(phoneNumber ?? ''));
  }

  async reload(): Promise<string> {
    await this.page.reload();
    return this.step('load');
  }

  /** Resolves once Clerk's script knows that nobody is signed in. */
  async signedOut(): Promise<void> {
    await this.page.waitForFunction(
      () => (globalThis as { Clerk?: { user?: unknown } }).Clerk?.user === null,
    );
  }

  private take(name: string, args: unknown[]): Promise<StepResult> {
    return this.page.evaluate(
      ([step, rest]) => (globalThis as unknown as PageWithSteps).step(step, ...rest),
      [name, args] as const,
    );
  }
}
