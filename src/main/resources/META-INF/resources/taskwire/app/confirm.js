/** Asks before something is lost. The safe answer has the focus; Escape gives it too. */
import { h } from './dom.js';

/** @param {{title: string, text: string, yes: string, no: string}} question @returns {Promise<boolean>} */
export function confirm({ title, text, yes, no }) {
  return new Promise((resolve) => {
    const close = (answer) => () => dialog.close(answer);
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text', class: 'confirm', role: 'alertdialog' },
      h('h2', { id: 'confirm-title', text: title }),
      h('p', { id: 'confirm-text', text }),
      h('div', { class: 'buttons' },
        h('button', { type: 'button', autofocus: true, text: no, onclick: close('no') }),
        h('button', { type: 'button', class: 'danger', text: yes, onclick: close('yes') })),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
