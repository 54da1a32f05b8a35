import { type CDPSession, type Page } from 'playwright-core';

interface AxNode {
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** What a screen reader has to say, taken from the tree that the browser hands to it. */
export class ScreenReader {
  private readonly page: Page;
  private readonly tools: CDPSession;

  private constructor(page: Page, tools: CDPSession) {
    this.page = page;
    this.tools = tools;
  }

  static async on(page: Page): Promise<ScreenReader> {
    return new ScreenReader(page, await page.context().newCDPSession(page));
  }

  /** @returns what the focus is on: `textbox “Mobile number”: 10 digits`, with `invalid` after it where it is */
  async focused(): Promise<string> {
    const { result } = await this.tools.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const { nodes } = (await this.tools.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId ?? '',
      fetchRelatives: false,
    })) as { nodes: AxNode[] };
    const [{ role, name, description, properties = [] } = {}] = nodes;
    const invalid = properties.find((property) => property.name === 'invalid')?.value.value === 'true';
    const more = description?.value ? `: ${description.value}` : '';
    return `${role?.value ?? ''} “${name?.value ?? ''}”${more}${invalid ? ' (invalid)' : ''}`;
  }

  /** @returns what is met from here on, one Tab after the other */
  async tabs(count: number): Promise<string[]> {
    const met: string[] = [];
    for (let tab = 0; tab < count; tab += 1) {
      await this.page.keyboard.press('Tab');
      met.push(await this.focused());
    }
    return met;
  }

  /** @returns whether one sees where the focus is */
  async showsFocus(): Promise<boolean> {
    return this.page.evaluate(() => {
      for (let element = document.activeElement; element; element = element.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return true;
        if (!element.matches('input')) return false;
      }
      return false;
    });
  }
}
