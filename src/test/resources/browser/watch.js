/** Watches the task that the fragment names, twice over one connection, and says at the end what came. */
import './task-progress.js';
import { watch } from './taskwire.js';

const src = `api/tasks/${location.hash.slice(1)}/stream`;
const seen = [];
const connection = [];
document.querySelector('task-progress').setAttribute('src', src);
const last = await watch(src, {
  onEvent: ({ sequence }) => seen.push(sequence),
  onConnection: (state, { reason }) => connection.push(reason ? `${state} (${reason})` : state),
});
document.querySelector('[role=status]').textContent = `${last?.event_type}: ${seen.join(' ')}; ${connection.join(', ')}`;
