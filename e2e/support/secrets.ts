const TOKEN = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

/** What of a run may stand in no address, no console and no log: tokens, keys, and the numbers and codes it used. */
export class Secrets {
  private readonly keys = new Map<string, string>();
  private readonly numbers = new Set<string>();
  private readonly codes = new Set<string>();

  addKey(name: string, value: string): void {
    this.keys.set(name, value);
  }

  /** @param phoneNumber E.164 */
  addNumber(phoneNumber: string): void {
    this.numbers.add(phoneNumber.slice(-10));
  }

  addCode(code: string): void {
    this.codes.add(code);
  }

  /** Names what a text gives away, in whatever encoding a URL gives it; never the value itself. */
  in(text: string): string[] {
    const figures = new Set(text.replace(/%[0-9a-f]{2}|[ -]/gi, ' ').match(/[0-9a-z]+/gi));
    const numbers = [...this.numbers];
    return [
      ...(TOKEN.test(text) ? ['a token'] : []),
      ...[...this.keys].filter(([, value]) => text.includes(value)).map(([name]) => name),
      ...(numbers.some((number) => figures.has(number) || figures.has(`91${number}`))
        ? ['a phone number']
        : []),
      ...([...this.codes].some((code) => figures.has(code)) ? ['a code'] : []),
    ];
  }
}
