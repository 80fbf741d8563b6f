/**
 * The script of the page: it shows a button beside each command, which copies it. It runs in the browser. Without it, the
 * commands are text that can be selected.
 */
export const copyScript = `
'use strict';
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('button[data-copied]')) {
    const command = button.closest('.command').querySelector('pre');
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(command.textContent);
      button.textContent = button.dataset.copied;
    });
  }
})();
`.trim();
