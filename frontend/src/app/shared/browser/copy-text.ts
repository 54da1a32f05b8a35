/**
 * Puts a text on the clipboard, also where the browser gives no permission for the modern way.
 * @returns whether it is there
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, no secure origin or an old browser: the old way still works in most of them.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'sr-only';
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way left when the Clipboard API refuses
  const isCopied = typeof document.execCommand === 'function' && document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isCopied;
}
