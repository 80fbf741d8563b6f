import { colours } from '../discovery/style.js';

/** Method → the colour of its badge. */
const methods: Readonly<Record<string, string>> = {
  get: '--link',
  post: '--active',
  put: '--ending',
  patch: '--ending',
  delete: '--gone',
};

/** Gives the page of Swagger UI the colours of our pages, and a layout for small screens. */
export const viewerStyle = `
${colours}
body > svg { position: absolute; width: 0; height: 0; }
body, html.dark-mode, html.dark-mode .swagger-ui { background: var(--paper); }
nav { max-width: 1460px; margin: 0 auto; padding: 1rem 20px 0; font: 1.0625rem/1.6 system-ui, sans-serif; }
nav a { margin-right: .75rem; white-space: nowrap; color: var(--link); text-underline-offset: .15em; }
a:focus-visible, .swagger-ui :is(a, button, input, select, textarea, summary, [tabindex]):focus-visible {
  outline: 2px solid var(--link); outline-offset: 2px; }
.swagger-ui .wrapper .opblock, .swagger-ui .wrapper .opblock .opblock-summary, .swagger-ui .opblock .opblock-section-header,
.swagger-ui section.models, .swagger-ui .model-box, .swagger-ui .scheme-container {
  background: var(--card) !important; border-color: var(--line) !important; box-shadow: none; }
.swagger-ui .wrapper .opblock, .swagger-ui section.models { border: 1px solid var(--line); }
.swagger-ui :is(p, li, label, td, th, h1, h2, h3, h4, h5, table, textarea, input, select, .title, .model, .model-title,
  .opblock-summary-path, .opblock-summary-description, .opblock-tag, .opblock-tag small, .parameter__name, .parameter__type,
  .parameter__in, .parameter__extension, .tab li, .response-col_status, .response-col_links, .prop-format, .prop-type,
  .examples-select__section-label, .json-schema-2020-12__title, .json-schema-2020-12-keyword__name,
  .json-schema-2020-12-keyword__value, .json-schema-2020-12__attribute, .json-schema-2020-12-accordion) {
  color: var(--ink) !important; }
.swagger-ui .parameter__name.required span, .swagger-ui .parameter__name.required::after { color: var(--gone) !important; }
.swagger-ui :is(textarea, input, select) { background-color: var(--paper) !important; border-color: var(--soft) !important; }
.swagger-ui :is(code, .markdown code, .renderedMarkdown code) { background: var(--paper) !important; color: var(--ink) !important; }
.swagger-ui .highlight-code code, .swagger-ui .microlight code { background: none !important; color: inherit !important; }
.swagger-ui :is(.microlight, .highlight-code pre, pre.example) { background: #201e1b !important; color: #eae6de !important; }
.swagger-ui :is(.microlight, .highlight-code pre) span { color: inherit !important; }
.swagger-ui :is(a, .link .url, .url, .nostyle span) { color: var(--link) !important; }
.swagger-ui .info .title small { background: var(--soft) !important; }
.swagger-ui .info .title small pre { color: var(--paper) !important; }
.swagger-ui :is(.btn, .json-schema-2020-12-expand-deep-button) { color: var(--ink) !important; border-color: var(--soft) !important; background: var(--card) !important; }
.swagger-ui .btn.authorize { color: var(--active) !important; border-color: var(--active) !important; }
.swagger-ui .btn.authorize svg { fill: var(--active) !important; }
.swagger-ui .btn.cancel { color: var(--gone) !important; border-color: var(--gone) !important; }
.swagger-ui .btn.execute { color: var(--paper) !important; background: var(--link) !important; border-color: var(--link) !important; }
.swagger-ui .opblock .tab-header .tab-item.active h4 span::after { background: var(--link) !important; }
.swagger-ui .dialog-ux .modal-ux, .swagger-ui .dialog-ux .modal-ux-header { background: var(--card); border-color: var(--line); }
${Object.entries(methods)
  .map(
    ([method, colour]) =>
      `.swagger-ui .opblock.opblock-${method} .opblock-summary-method { background: var(${colour}) !important; color: var(--paper); text-shadow: none; }`,
  )
  .join('\n')}
.swagger-ui .opblock.opblock-deprecated { opacity: 1; }
.swagger-ui .opblock.opblock-deprecated .opblock-summary-method { background: var(--soft) !important; }
@media (max-width: 640px) {
  .swagger-ui :is(.wrapper, .opblock-description-wrapper, .opblock-section-header) { padding: 0 10px; }
  .swagger-ui :is(.parameters, .parameters tbody, .parameters tr, .parameters td, .responses-table, .responses-table tbody,
    .responses-table tr, .responses-table td) { display: block; width: 100% !important; min-width: 0; max-width: 100%; }
  .swagger-ui :is(.parameters thead, .responses-table thead, .response-col_links) { display: none !important; }
  .swagger-ui :is(select, input, textarea, pre) { max-width: 100% !important; min-width: 0 !important; }
  .swagger-ui .opblock-body { overflow-x: auto; }
}
`.trim();
