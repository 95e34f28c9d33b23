/** Cancelling and removing tasks, with a question first where something would be lost. */
import { cancelTask, getTask, removeTask } from './api.js';
import { confirm } from './confirm.js';
import { shortId, visible } from './format.js';
import { isFinished } from './store.js';

/** @param {{store: Store, tell: (problem: string) => void, announce: (text: string) => void, onRemoved: (id: string) => void}} page */
export function taskActions(page) {
  const nameOf = (task) => `${visible(task.title ?? task.type, 120)} ${shortId(task.task_id)}`;

  async function cancel(task) {
    const losesWork = task.status === 'running';
    const question = {
      title: 'Cancel this task?',
      text: `${nameOf(task)} is running. What it has done so far may be lost.`,
      yes: 'Cancel the task',
      no: 'Keep it running',
    };
    if (losesWork && !(await confirm(question))) return;
    await cancelTask(task.task_id);
    page.announce(`Cancellation of ${nameOf(task)} requested.`);
    page.store.put(await getTask(task.task_id));
  }

  async function remove(task) {
    const question = {
      title: 'Remove this task?',
      text: `The result of ${nameOf(task)} is removed from the server for everyone.`,
      yes: 'Remove the task',
      no: 'Keep it',
    };
    if ((task.result !== null || task.result_bytes > 4) && !(await confirm(question))) return;
    await removeTask(task.task_id);
    page.store.remove(task.task_id);
    page.announce(`${nameOf(task)} removed.`);
    page.onRemoved(task.task_id);
  }

  return {
    /** Does what the task's button says: cancels an unfinished task, removes a finished one. */
    async act(task) {
      page.tell('');
      if (task.cancel_requested && !isFinished(task)) return;
      try {
        await (isFinished(task) ? remove(task) : cancel(task));
      } catch (error) {
        if (error.status === 404) page.store.remove(task.task_id);
        page.tell(error.message);
      }
    },
  };
}
