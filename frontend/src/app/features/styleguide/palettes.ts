type Theme = 'light' | 'dark';

/** The colours of a theme as the style sheets have them, so that both can be seen side by side whatever the device wants. */
export function paletteOf(theme: Theme, sheets: Iterable<CSSStyleSheet>): Map<string, string> {
  const colours = new Map<string, string>();
  for (const { rule, isDark } of [...sheets].flatMap(({ cssRules }) => rootRules(cssRules, false)))
    if (isDark === (theme === 'dark') || !isDark)
      for (const name of rule.style)
        if (name.startsWith('--color-')) colours.set(name, rule.style.getPropertyValue(name).trim());
  return colours;
}

function rootRules(rules: Iterable<CSSRule>, isDark: boolean): { rule: CSSStyleRule; isDark: boolean }[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return /:root/.test(rule.selectorText) ? [{ rule, isDark }] : [];
    if (rule instanceof CSSMediaRule)
      return rootRules(rule.cssRules, isDark || rule.conditionText.includes('dark'));
    return rule instanceof CSSGroupingRule ? rootRules(rule.cssRules, isDark) : [];
  });
}
