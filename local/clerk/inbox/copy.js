// Copying with one tap, shown on the button and said to who cannot see it.

const COPIED_FOR_MS = 2000;

export function announce(text) {
  document.querySelector('[data-announcement]').textContent = text;
}

/** @param label the part of the button that says for a moment that the text was copied */
export async function copy(text, { button, label, source }) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The browser keeps the clipboard from this page: leave the text selected for the person's own copy.
    getSelection().selectAllChildren(source);
    announce(`${text} is selected: copy it with Ctrl and C.`);
    return;
  }
  announce(`${text} copied`);
  if (button.dataset.copied !== undefined) return;
  const usual = label.textContent;
  label.textContent = 'Copied';
  button.dataset.copied = '';
  setTimeout(() => {
    label.textContent = usual;
    delete button.dataset.copied;
  }, COPIED_FOR_MS);
}
