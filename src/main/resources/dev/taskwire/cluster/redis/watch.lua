-- A server watches a task. KEYS: task, watchers. ARGV: member, the member of the other rate, for how many ms.
-- Answers the server that has it; false: there is no such task.
local node = redis.call('HGET', KEYS[1], 'node')
if not node then return false end
local now = redis.call('TIME')
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('ZADD', KEYS[2], string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000) + tonumber(ARGV[3])), ARGV[1])
redis.call('PEXPIRE', KEYS[2], '3600000')
return node
