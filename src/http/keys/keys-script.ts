/**
 * The script of the keys page: copy buttons, and choosers that apply at once. Without it the page works by its button
 * "Show". The clipboard API is not there over plain http in a LAN, so the old way is the fallback.
 */
export const KEYS_SCRIPT = `'use strict';
document.querySelector('form').addEventListener('change', (event) => event.currentTarget.requestSubmit());
document.querySelector('form button').hidden = true;

async function copy(element) {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  }
  getSelection().selectAllChildren(element);
  return document.execCommand('copy');
}

for (const button of document.querySelectorAll('button.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await copy(document.getElementById(button.dataset.for)).catch(() => false);
    button.textContent = done ? 'Copied' : 'Select and copy by hand';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}
`;
