import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** RFC 5280, in the few forms of DER that one small certificate needs. */
const [BOOLEAN, INTEGER, OCTETS, BITS, TEXT, TIME, SEQUENCE, SET] = [1, 2, 4, 3, 12, 23, 48, 49];
const VERSION_FIELD = 0xa0;
const EXTENSIONS_FIELD = 0xa3;
const IP_ADDRESS_NAME = 0x87;

const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ALTERNATIVE_NAMES = Buffer.from('0603551d11', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');

const DAY_MS = 24 * 60 * 60_000;

/** A key and a certificate for 127.0.0.1 that vouches for itself, in PEM: production speaks to Clerk over TLS only. */
export function loopbackCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, Buffer.from('loopback')))));
  const yes = der(BOOLEAN, Buffer.from([0xff]));
  const address = der(IP_ADDRESS_NAME, Buffer.from([127, 0, 0, 1]));
  const extensions = [
    der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, der(SEQUENCE, address))),
    der(SEQUENCE, BASIC_CONSTRAINTS, yes, der(OCTETS, der(SEQUENCE, yes))),
  ];
  const signedPart = der(
    SEQUENCE,
    der(VERSION_FIELD, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS_FIELD, der(SEQUENCE, ...extensions)),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', signedPart, privateKey));
  const certificate = der(SEQUENCE, signedPart, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number | undefined, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag ?? 0, ...size]), content]);
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return der(TIME, Buffer.from(`${digits}Z`));
}
