/** The page's own client: all its views share one connection, and no number loses a digit. */
import { Taskwire } from '../taskwire.js';
import { exactJson } from './exact-json.js';

export const client = new Taskwire({ parse: exactJson });
