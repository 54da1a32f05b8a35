/** `rehearse` changes nothing and says what mending would change; `mend-many` ends however many accounts are gone. */
export type ReconciliationMode = 'rehearse' | 'mend' | 'mend-many';

const ARGUMENTS: readonly string[] = ['--mend', '--many'];

/**
 * Reads the arguments of the command.
 * @returns null for those it does not know, and for `--many` without anything to mend
 */
export function modeOf(args: readonly string[]): ReconciliationMode | null {
  if (!args.every((argument) => ARGUMENTS.includes(argument))) return null;
  const endsMany = args.includes('--many');
  if (args.includes('--mend')) return endsMany ? 'mend-many' : 'mend';
  return endsMany ? null : 'rehearse';
}
