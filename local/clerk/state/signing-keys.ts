import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK } from 'jose';
import { putAside, readJsonFile, writeJsonFileAtOnce } from './json-file.ts';

interface SavedKeys {
  current: JWK;
  previous: JWK[];
}

/** The RSA key that signs session tokens, and the public keys of earlier ones. It outlives a restart. */
export class SigningKeys {
  private readonly file: string;
  private keys: SavedKeys;
  private signingKey: CryptoKey;

  private constructor(file: string, keys: SavedKeys, signingKey: CryptoKey) {
    this.file = file;
    this.keys = keys;
    this.signingKey = signingKey;
  }

  static async open(dataDir: string, log: (line: string) => void): Promise<SigningKeys> {
    const file = join(dataDir, 'signing-keys.json');
    const saved = readJsonFile(file, log) as SavedKeys | undefined;
    if (saved !== undefined) {
      try {
        return new SigningKeys(file, saved, await privateKey(saved.current));
      } catch (error) {
        putAside(file, (error as Error).message, log);
      }
    }
    const keys = { current: await newKey(), previous: [] };
    writeJsonFileAtOnce(file, keys);
    return new SigningKeys(file, keys, await privateKey(keys.current));
  }

  get kid(): string {
    return this.keys.current.kid ?? '';
  }

  get privateKey(): CryptoKey {
    return this.signingKey;
  }

  /** The JSON Web Key Set: public parts only, the signing key first. */
  jwks(): { keys: JWK[] } {
    return { keys: [this.keys.current, ...this.keys.previous].map(publicPart) };
  }

  /** The signing key's public part as PEM, for backends that verify without a network. */
  async publicPem(): Promise<string> {
    return exportSPKI((await importJWK(publicPart(this.keys.current), 'RS256')) as CryptoKey);
  }

  /** Signs with a new key from now on; the old ones stay in the set, or leave it. */
  async rotate(old: 'keep-old' | 'drop-old'): Promise<void> {
    const previous = old === 'keep-old' ? [publicPart(this.keys.current), ...this.keys.previous] : [];
    const current = await newKey();
    this.signingKey = await privateKey(current);
    this.keys = { current, previous };
    writeJsonFileAtOnce(this.file, this.keys);
  }
}

async function newKey(): Promise<JWK> {
  // Clerk's SDK takes a PEM of 2048 bits only.
  const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  // The id follows from the key: verifiers cache keys by id, so a new key must never reuse one.
  return { ...jwk, kid: `ins_${(await calculateJwkThumbprint(jwk)).slice(0, 27)}`, use: 'sig', alg: 'RS256' };
}

async function privateKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'RS256');
  if (key instanceof Uint8Array || key.type !== 'private') throw new Error('not a private RSA key');
  return key;
}

function publicPart({ kty, n, e, kid, use, alg }: JWK): JWK {
  return { use, kty, kid, alg, n, e } as JWK;
}
