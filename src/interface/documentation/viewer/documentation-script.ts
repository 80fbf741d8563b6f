/** A function of the browser: Swagger UI has dark colours of its own, which a class on the root element turns on. */
const followColours = `() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', follow);
  follow();
}`;

/**
 * A function of the browser: gives names to fields and to the parts of the page, and their levels to headings, that Swagger
 * UI leaves without. It only adds attributes, also to what Swagger UI shows later.
 */
const nameParts = `() => {
  const viewer = document.getElementById('swagger-ui');
  const names = {
    '#servers': 'Server',
    '.body-param__text': 'Body of the request',
    '.examples-select-element': 'Example',
    '.dialog-ux input': 'Token',
    '.information-container': 'About this version',
    '.schemes-server-container': 'Server and sign-in',
    '.filter-container': 'Filter of the operations',
  };
  const regions = '.information-container, .schemes-server-container, .filter-container';
  const levels = { 'h3.opblock-tag': 2, '.opblock h4': 3, '.opblock h5': 4, '.models h4': 3 };
  const nameAll = () => {
    for (const [fields, name] of Object.entries(names))
      for (const field of viewer.querySelectorAll(fields)) field.setAttribute('aria-label', name);
    for (const part of viewer.querySelectorAll(regions)) part.setAttribute('role', 'region');
    for (const row of viewer.querySelectorAll('[data-param-name], [data-property-name]'))
      for (const field of row.querySelectorAll('input, select, textarea'))
        field.setAttribute('aria-label', row.dataset.paramName || row.dataset.propertyName);
    for (const [headings, level] of Object.entries(levels))
      for (const heading of viewer.querySelectorAll(headings)) heading.setAttribute('aria-level', level);
  };
  new MutationObserver(nameAll).observe(viewer, { childList: true, subtree: true });
  nameAll();
}`;

/** What the page does once Swagger UI is there. */
export const onComplete = `() => [${followColours}, ${nameParts}].forEach((each) => each())`;
