/** Opens WhatsApp with the message as a draft, whoever it is for still to be chosen. */
export function whatsAppDraft(message: string, link: string): string {
  return `https://wa.me/?text=${encodeURIComponent(`${message}\n${link}`)}`;
}

/** A link as it is read out and printed: without the scheme everybody's browser adds. */
export function shortLink(link: string): string {
  return link.replace(/^https?:\/\//, '');
}

/**
 * The page for whoever is invited, from what this browser knows, until the server has said it: without a connection the
 * code can still be shown to the person at the counter.
 */
export function ownLink(code: string, origin: string): string {
  return `${origin}/r/${code}`;
}
