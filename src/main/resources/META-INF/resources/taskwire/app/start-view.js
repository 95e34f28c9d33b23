/** The dialog that starts a task: a type, its parameters, and the server's objections at their fields. */
import { getTypes, startTask } from './api.js';
import { h, setText } from './dom.js';
import { exactText } from './exact-json.js';
import { visible } from './format.js';
import { SchemaForm } from './schema-form.js';

export class StartView {
  #types = [];
  #form = null;

  /** @param {(started: {task_id: string}, params: object) => void} onStarted @param {() => void} onClosed */
  constructor(onStarted, onClosed) {
    Object.assign(this, { onStarted, onClosed });
    this.type = h('select', { id: 'start-type', onchange: () => this.#choose() });
    this.description = h('p', { class: 'hint', id: 'start-description' });
    this.type.setAttribute('aria-describedby', 'start-description');
    this.fields = h('div', {});
    this.problem = h('div', { class: 'problem', role: 'alert' });
    this.submit = h('button', { type: 'submit', class: 'primary', text: 'Start' });
    const cancel = h('button', { type: 'button', text: 'Close', onclick: () => this.dialog.close() });
    const form = h(
      'form',
      { novalidate: true },
      h('h2', { id: 'start-title', text: 'Start a task' }),
      this.problem,
      h('div', { class: 'field' }, h('label', { for: 'start-type', text: 'Type' }), this.type, this.description),
      this.fields,
      h('div', { class: 'buttons' }, cancel, this.submit),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#start();
    });
    this.dialog = h('dialog', { 'aria-labelledby': 'start-title', class: 'start' }, form);
    this.dialog.addEventListener('close', () => onClosed());
  }

  async open() {
    if (this.dialog.open) return;
    this.#tell([]);
    this.dialog.showModal();
    try {
      this.#show((await getTypes()).task_types);
    } catch (error) {
      this.#tell([{ message: error.message }]);
    }
  }

  close() {
    if (this.dialog.open) this.dialog.close();
  }

  #show(types) {
    const same = exactText(types) === exactText(this.#types);
    this.submit.disabled = types.length === 0;
    if (types.length === 0) this.#tell([{ message: 'The server has no task type that can be started from here.' }]);
    if (same) return;
    this.#types = types;
    this.type.replaceChildren(...types.map(({ type }) => h('option', { value: type, text: visible(type, 80) })));
    this.#choose();
  }

  #choose() {
    const type = this.#types.find((each) => each.type === this.type.value);
    if (!type) return;
    setText(this.description, type.description ?? '');
    this.#form = new SchemaForm(type.params_schema);
    this.fields.replaceChildren(this.#form.element);
    this.#tell([]);
  }

  async #start() {
    const { params, errors } = this.#form.read();
    this.#tell(this.#form.showErrors(errors));
    if (errors.length) return;
    this.submit.disabled = true;
    try {
      const started = await startTask(this.type.value, params);
      this.onStarted(started, params);
    } catch (error) {
      const rest = this.#form.showErrors(error.fields ?? []);
      this.#tell(error.fields?.length ? rest : [{ message: error.message }]);
    } finally {
      this.submit.disabled = false;
    }
  }

  #tell(problems) {
    this.problem.replaceChildren(
      ...problems.map(({ field, message }) => h('p', { text: visible(field ? `${field}: ${message}` : message) })),
    );
  }
}
