// The portal's own sources name each other as they will be called once built. Node runs them unbuilt: `.js` is `.ts` there.
import { registerHooks } from 'node:module';

const SOURCES = new URL('../../frontend/src/', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    context.parentURL?.startsWith(SOURCES) && specifier.startsWith('.')
      ? nextResolve(specifier.replace(/\.js$/, '.ts'), context)
      : nextResolve(specifier, context),
});
