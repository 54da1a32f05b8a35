/** Writes the OpenAPI document into the file named by the first argument: `npm run api:document`. */
import { writeFile } from 'node:fs/promises';
import { apiDocument } from './api-document.js';
import { previewApp } from './preview-app.js';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file to write.');
const app = await previewApp();
await writeFile(file, `${JSON.stringify(apiDocument(app), null, 2)}\n`);
await app.close();
