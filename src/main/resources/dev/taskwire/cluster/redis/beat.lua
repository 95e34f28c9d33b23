-- A heartbeat. KEYS: nodes. ARGV: node, counter, the counter from which on it thinks that it is known, description.
-- Answers: word, the counter from which on it is known, all nodes, the time in microseconds.
-- A node is '<counter> <1 if lost, else 0> <microseconds> <known from this counter on> <description>'.
local old = redis.call('HGET', KEYS[1], ARGV[1])
local lost, since = '0', ARGV[2]
if old then
  lost, since = string.match(old, '^%-?%d+ (%d) %d+ (%-?%d+) ')
end
local word = since == ARGV[3] and 'done' or 'unknown'
local time = redis.call('TIME')
local now = time[1] .. string.format('%06d', tonumber(time[2]))
if lost == '1' then
  word = 'fenced'
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' 0 ' .. now .. ' ' .. since .. ' ' .. ARGV[4])
end
redis.call('PEXPIRE', KEYS[1], '3600000')
return {word, since, redis.call('HGETALL', KEYS[1]), now}
