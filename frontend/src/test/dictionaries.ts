import { type VolumeName } from '../app/core/i18n/dictionary.js';
import { type LanguageEntry } from '../app/core/i18n/language-entry.js';

/** Every sentence by its dotted key. */
export function flat(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flat(value as object, `${prefix}${key}.`)],
    ),
  );
}

/** A language's volumes, each sentence by its key. */
export async function volumesOf({ volumes }: LanguageEntry): Promise<Map<VolumeName, Map<string, string>>> {
  const names = Object.keys(volumes) as VolumeName[];
  return new Map(await Promise.all(names.map(async (name) => [name, flat(await volumes[name]())] as const)));
}

/** All that a language says. */
export async function sentencesOf(entry: LanguageEntry): Promise<Map<string, string>> {
  return new Map([...(await volumesOf(entry)).values()].flatMap((volume) => [...volume]));
}
