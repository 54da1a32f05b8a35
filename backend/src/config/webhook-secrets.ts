const MOST_SECRETS = 2;
const SMALLEST_BYTES = 16;

/**
 * Reads the signing secret of webhooks, `whsec_` and base64, or two of them with a comma between: while it is rotated
 * either may sign. Svix's own secrets have 24 bytes.
 * @returns the secrets, or null when one of them is none
 */
export function parseWebhookSecrets(list: string): string[] | null {
  const secrets = list.split(',').map((secret) => secret.trim());
  return secrets.length <= MOST_SECRETS && secrets.every(isSecret) ? secrets : null;
}

function isSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  return encoded !== undefined && Buffer.from(encoded, 'base64').length >= SMALLEST_BYTES;
}
