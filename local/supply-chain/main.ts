// `node local/supply-chain/main.ts check` looks at what npm would install; `npm run sbom [file]` lists what ships.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkSupply } from './check-supply.ts';
import { readSupply } from './lockfile.ts';
import { sbomOf } from './sbom.ts';

const supply = readSupply(join(import.meta.dirname, '..', '..'));
const [command, file = 'dist/sbom.json'] = process.argv.slice(2);

if (command === 'sbom') {
  const sbom = sbomOf(supply);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${sbom.components.length} packages ship: ${file}`);
} else {
  const problems = checkSupply(supply);
  for (const problem of problems) console.error(`✖ ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
