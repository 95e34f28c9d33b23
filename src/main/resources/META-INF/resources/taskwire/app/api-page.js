/** The description of the API as a page: reads the `openapi.json` of this very deployment and shows all of it. */
import { descriptionUrl, getDescription } from './api.js';
import { call, operationView, prose, schemaView } from './api-view.js';
import { h, setText } from './dom.js';

const WIDE = '(min-width: 64rem)';
const byId = (id) => document.getElementById(id);

/** All operations, in the order of the document. */
function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ verb, path, operation })));
}

/** The document's sections: a title, what is said about it, an entry for each part of it. */
function sectionsOf(description) {
  const operations = operationsOf(description);
  const tags = description.tags.map(({ name, description: about }) => ({
    id: `tag-${name}`,
    title: name[0].toUpperCase() + name.slice(1),
    about,
    entries: operations
      .filter(({ operation }) => operation.tags.includes(name))
      .map((each) => ({ link: call(description, each.verb, each.path), view: operationView(description, each) })),
  }));
  const schemas = Object.entries(description.components.schemas).map(([name, schema]) => ({
    link: [h('code', { text: name })],
    view: schemaView(description, name, schema),
  }));
  return [...tags, { id: 'schemas', title: 'Schemas', about: 'What bodies and events consist of.', entries: schemas }];
}

function sectionView({ id, title, about, entries }) {
  return h(
    'section',
    { class: 'group', 'aria-labelledby': id },
    h('h2', { id, text: title }),
    h('p', { class: 'note' }, ...prose(about)),
    ...entries.map(({ view }) => view),
  );
}

function contentsView(sections) {
  const lists = sections.flatMap(({ id, title, entries }) => [
    h('p', {}, h('a', { href: `#${id}`, text: title })),
    h('ul', {}, ...entries.map(({ link, view }) => h('li', {}, h('a', { href: `#${view.id}` }, ...link)))),
  ]);
  return h('details', { open: matchMedia(WIDE).matches }, h('summary', { text: 'Contents' }), ...lists);
}

async function show() {
  byId('source').href = descriptionUrl;
  try {
    const description = await getDescription();
    const sections = sectionsOf(description);
    setText(byId('version'), `OpenAPI ${description.openapi}`);
    byId('intro').replaceChildren(...prose(description.info.description));
    byId('contents').append(contentsView(sections));
    byId('operations').replaceChildren(...sections.map(sectionView));
    // The address names a part that was not there when the page was loaded.
    if (location.hash) location.replace(location.hash);
  } catch (error) {
    byId('problem').hidden = false;
    setText(byId('problem'), error.message);
    byId('intro').replaceChildren();
  }
}

show();
