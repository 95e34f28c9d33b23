/** How people use the client from TypeScript: it is compiled and never run. What must not compile says so. */
import { TaskError, Taskwire, isTerminal, result, watch, watchAll } from 'taskwire';
import type { Task, TaskEvent, TerminalEvent } from 'taskwire';
import 'taskwire/task-progress.js';

interface Profile {
  processed_records: number;
}

export async function profile(streamUrl: string, signal: AbortSignal): Promise<number> {
  try {
    const { processed_records } = await result<Profile>(streamUrl, { signal });
    return processed_records;
  } catch (error) {
    if (error instanceof TaskError && error.code === 'refused' && error.status === 401) return -1;
    throw error;
  }
}

export async function follow(streamUrl: URL): Promise<string> {
  const end: TerminalEvent<Profile> | null = await watch<Profile>(streamUrl, {
    after: 3,
    onProgress: ({ text, value }, event) => console.log(text.length, value.toFixed(2), event.sequence),
    onCompleted: (profile, { data }) => console.log(profile.processed_records === data.processed_records),
    onFailed: ({ error, code }) => console.log(error, code),
    onConnection: (state, { retryIn = 0, reason }) => console.log(state === 'reconnecting' ? retryIn : reason),
  });
  if (end?.event_type === 'task_failed') return end.data.error;
  // @ts-expect-error: a cancelled task may have no result
  if (end?.event_type === 'task_cancelled') console.log(end.data.processed_records);
  return end === null ? 'gone' : end.task_id;
}

export function ends(event: TaskEvent): boolean {
  // @ts-expect-error: events do not change
  event.sequence = 0;
  return isTerminal(event);
}

export function overview(tasks: Map<string, Task>): Promise<null> {
  const client = new Taskwire({ request: { headers: new Headers({ Authorization: 'Bearer …' }) }, parse: JSON.parse });
  // @ts-expect-error: there is no such option
  new Taskwire({ retries: 3 });
  void client;
  return watchAll('api/tasks', {
    onTaskList: (all) => all.forEach((task) => tasks.set(task.task_id, task)),
    onTask: (task) => console.log(task.title ?? task.type, task.position ?? 0),
    onRemoved: (id) => tasks.delete(id),
  });
}

export function element(): void {
  const bar = document.createElement('task-progress');
  bar.progress = { value: 0.5, status: 'running' };
  bar.addEventListener('task-completed', ({ detail }) => console.log(detail.event.data === detail.result));
  bar.addEventListener('task-connection', ({ detail }) => console.log(detail.state));
  bar.addEventListener('click', (event) => console.log(event.clientX));
  // @ts-expect-error: there is no such status
  bar.progress = { status: 'done' };
  document.querySelector('task-progress')?.progress.text.trim();
}
