// `npm run api:types`: writes the types of the API that the portal's clients use.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GENERATED_FILE, generatedTypes } from './generated-file.ts';

await mkdir(dirname(GENERATED_FILE), { recursive: true });
await writeFile(GENERATED_FILE, await generatedTypes());
