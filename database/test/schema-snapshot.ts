import type pg from 'pg';
import { schemaFacts } from '../backup/facts.ts';

/** Everything in the schema that a migration can make, in lines that compare. */
export async function schemaSnapshot(superuser: pg.Pool): Promise<string[]> {
  const made = [...(await schemaFacts(superuser))].filter(
    ([name]) => !/^(role|membership|extension|position)/.test(name),
  );
  return made.map(([name, value]) => `${name} ${value}`);
}
