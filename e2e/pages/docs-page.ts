import { type Locator, type Page } from 'playwright-core';

/** Swagger UI of the API. */
export class DocsPage {
  readonly page: Page;
  private readonly authorizeButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.authorizeButton = page.getByRole('button', { name: 'Authorize' }).first();
  }

  async open(apiUrl: string): Promise<void> {
    await this.page.goto(`${apiUrl}/docs`);
    await this.authorizeButton.waitFor();
  }

  async authorize(token: string): Promise<void> {
    await this.authorizeButton.click();
    const bearer = this.page.locator('.auth-container', { hasText: 'The app token' });
    await bearer.getByRole('textbox').fill(token);
    await bearer.getByRole('button', { name: 'Apply credentials' }).click();
    await bearer.getByText('Authorized').first().waitFor();
    await this.page.getByRole('button', { name: 'Close' }).first().click();
  }

  /** Opens an operation, by its id in the document. */
  async operation(tag: string, operationId: string): Promise<DocsOperation> {
    const block = this.page.locator(`[id="operations-${tag}-${operationId}"]`);
    await block.locator('.opblock-summary-control').click();
    await block.getByRole('button', { name: 'Execute' }).waitFor();
    return new DocsOperation(block);
  }
}

/** One operation, opened and ready to be tried. */
export class DocsOperation {
  private readonly block: Locator;

  constructor(block: Locator) {
    this.block = block;
  }

  /**
   * @param parameters what is typed; other fields stay as Swagger UI begins with them
   * @returns the body of the answer as it is on screen
   */
  async execute(parameters: Record<string, string>): Promise<string> {
    for (const [name, value] of Object.entries(parameters))
      await this.block.locator(`tr[data-param-name="${name}"] input`).fill(value);
    const answer = this.block.page().waitForResponse((response) => response.url().includes('/admin/'));
    await this.block.getByRole('button', { name: 'Execute' }).click();
    const { 'x-request-id': requestId = '' } = (await answer).headers();
    const live = this.block.locator('.live-responses-table');
    await live.getByText(requestId).waitFor();
    return live.locator('.response-col_description .highlight-code pre').first().innerText();
  }
}
