const SMALLEST_BYTES = 32;
const FEWEST_UNPREDICTABLE = 16;
const FEWEST_DISTINCT = 10;

/** Words that fill the secrets of tutorials, `.env` templates and jwt.io; they add length, not strength. */
const PUBLISHED_WORDS = new RegExp(
  [
    'secret key token jwt json web auth access refresh signing private password passwd passphrase admin user login',
    'change changeme replace this that with your our the and for please must should here value default example sample',
    'demo test testing dev development local localhost prod production staging app api server service backend super',
    'very long strong secure safe random string characters character chars char bytes byte bits bit least minimum min',
    'keyboard cat hello world foo bar baz qwerty asdf abc bharatprint bharat print india supabase clerk nest nestjs',
    'insecure unsafe never use correct horse battery staple hmac hs256 sha256 something generate generated',
  ]
    .join(' ')
    .split(' ')
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
);

/**
 * Says whether a secret is too short, published, or predictable: HS256 is no stronger than its secret, and anybody who
 * holds one token can search for it without asking us. A guess can only reject what is plainly weak; the rule
 * is still "take it from a random generator".
 */
export function isWeakSecret(secret: string): boolean {
  if (Buffer.byteLength(secret) < SMALLEST_BYTES) return true;
  const rest = withoutRunsAndRepeats(
    secret
      .toLowerCase()
      .replace(PUBLISHED_WORDS, '')
      .replace(/[^a-z0-9]/g, ''),
  );
  return rest.length < FEWEST_UNPREDICTABLE || new Set(rest).size < FEWEST_DISTINCT;
}

/** Drops what continues a run (`aaa`, `123`, `cba`) and what repeats the text before it. */
function withoutRunsAndRepeats(text: string): string {
  const period = smallestPeriod(text);
  return text
    .slice(0, period)
    .split('')
    .filter((character, index, all) => {
      const step = character.charCodeAt(0) - (all[index - 1]?.charCodeAt(0) ?? Number.NaN);
      return !(Math.abs(step) <= 1);
    })
    .join('');
}

function smallestPeriod(text: string): number {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return period;
  }
  return text.length;
}
