/** Elements made without markup: text is always text, and styles are set through the CSSOM only. */

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Record<string, any>} [props] `on…` functions become listeners, `text` its text, anything else an attribute
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** Makes an SVG element, like {@link h}. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

/** Sets the text of a node only if it differs, so that nothing is painted or announced without need. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === 'text') element.textContent = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child || child === 0 || child === ''));
  return element;
}
