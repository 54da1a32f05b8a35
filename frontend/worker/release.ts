/** Fetched by the browser for itself, or on purpose never kept: Clerk's script, and what is made at deployment. */
const LEFT_OUT = /^(?:clerk\/|icons\/|index\.html$|service-worker\.js|config\.json$|manifest\.webmanifest)/;
/** What the browser asks for. Folders have no ending; `.br` and `.gz` are the server's. */
const ASKED_FOR = /\.(?:js|css|svg|woff2)$/;

const ENTRIES = [/src="(main-[\w-]{8}\.js)"/, /href="(styles-[\w-]{8}\.css)"/];

/**
 * What a release of the portal consists of.
 * @param names of all built files, relative to the portal's root
 * @throws when index.html does not name what it begins with
 */
export function releaseOf(
  names: readonly string[],
  indexHtml: string,
): { entries: string[]; files: string[] } {
  const entries = ENTRIES.flatMap((entry) => entry.exec(indexHtml)?.[1] ?? []);
  if (entries.length < ENTRIES.length) throw new Error('index.html does not name its script and styles');
  const files = names.filter((name) => ASKED_FOR.test(name) && !LEFT_OUT.test(name)).sort();
  return { entries, files: files.map((name) => `/${name}`) };
}
