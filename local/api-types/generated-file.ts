import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type OpenApi, typesOf } from './types-of.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DOCUMENT = join(ROOT, 'backend/openapi/openapi.json');

/** The portal's file of types. */
export const GENERATED_FILE = join(ROOT, 'frontend/src/app/core/api/generated/api-types.ts');

/** What that file must hold for the committed document. */
export async function generatedTypes(): Promise<string> {
  const document = JSON.parse(await readFile(DOCUMENT, 'utf8')) as OpenApi;
  const options = await resolveConfig(GENERATED_FILE);
  return format(typesOf(document), { ...options, filepath: GENERATED_FILE });
}
