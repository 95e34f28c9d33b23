/** The parameters of the tasks that were started in this tab: the server does not tell them again. */

import { exactJson, exactText } from './exact-json.js';

const KEY = 'taskwire.params';
const MOST = 50;

/** @param {string} id @returns {unknown} `undefined` if this tab does not know */
export function paramsOf(id) {
  return new Map(load()).get(id);
}

export function remember(id, params) {
  try {
    sessionStorage.setItem(KEY, exactText([...load(), [id, params]].slice(-MOST)));
  } catch (error) {
    console.info(`The parameters are not remembered: ${error.message}`);
  }
}

function load() {
  try {
    return exactJson(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}
