/** What no line of a log may hold, whatever was sent, stored or thrown. */
const PATTERNS: readonly [string, RegExp][] = [
  ['a phone number', /(?<![0-9a-f-])(?:\+?91|0)?[6-9][0-9]{9}(?![0-9a-f])/i],
  ['a JSON Web Token', /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/],
  ['a Bearer header', /\bBearer\s+[\w.~+/-]{8,}/i],
  ['a secret of Clerk', /\b(?:sk_(?:test|live)_|whsec_)\w+/],
  ['a code', /\b(?:code|otp)\W{1,4}[0-9]{6}\b|\b424242\b/i],
];
/** Line breaks and ANSI escapes begin with one; JSON writes them as \u001b and \n. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Names what these lines give away or forge, each with the line.
 * @param secrets further texts that must not be there: passwords, keys
 */
export function leaksIn(lines: readonly string[], secrets: readonly string[] = []): string[] {
  return lines.flatMap((line) => faultsOf(line, secrets).map((fault) => `${fault}: ${line.trimEnd()}`));
}

function faultsOf(line: string, secrets: readonly string[]): string[] {
  const text = line.replace(/\n$/, '');
  return [
    ...PATTERNS.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : [])),
    ...secrets.flatMap((secret, n) => (secret !== '' && text.includes(secret) ? [`secret ${n}`] : [])),
    ...(CONTROL_CHARACTERS.test(text) ? ['a control character'] : []),
    ...(isJsonObject(text) ? [] : ['not one JSON object']),
  ];
}

function isJsonObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    // A line that somebody else's text has broken.
    return false;
  }
}
