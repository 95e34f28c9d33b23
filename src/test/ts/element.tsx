/** The element in JSX. */
import 'taskwire/task-progress.js';

export const bar = <task-progress src="api/tasks/1/stream" label="Import" />;
// @ts-expect-error: there is no such attribute
export const wrong = <task-progress source="api/tasks/1/stream" />;
