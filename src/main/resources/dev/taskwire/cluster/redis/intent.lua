-- What somebody wants of a task. KEYS: task, log, watchers, and what is left of task and log when it is removed. ARGV: what; for the cancel of a pending task also retention in ms, json,
-- first, last and frames of the terminal event. Answers: word, status, node, watchers, type.
local task, log, watchers = KEYS[1], KEYS[2], KEYS[3]
local t = redis.call('HMGET', task, 'status', 'node', 'cancel', 'seen', 'type')
if not t[1] then return {'unknown'} end
local ended = t[1] ~= 'pending' and t[1] ~= 'running'
local now = redis.call('TIME')
local ms = string.format('(%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
local who = redis.call('ZRANGEBYSCORE', watchers, ms, '+inf')

if ARGV[1] == 'delete' then
  if not ended then return {'open', t[1], t[2], who, t[5]} end
  -- whoever watches it elsewhere may not have its end yet, and whoever has it too must not write it again
  local life = redis.call('PTTL', task)
  redis.call('HDEL', task, 'result', 'spec')
  redis.call('RENAME', task, KEYS[4])
  if redis.call('EXISTS', log) == 1 then
    redis.call('RENAME', log, KEYS[5])
    redis.call('PEXPIRE', KEYS[5], math.min(life, 60000))
  end
  redis.call('DEL', watchers)
  return {'done', false, t[2], who, t[5]}
end

if ended then return {'ended', t[1], t[2], who, t[5]} end
if t[1] == 'running' then
  if t[3] == '1' then return {'repeated', t[1], t[2], who, t[5]} end
  redis.call('HSET', task, 'cancel', '1')
  return {'done', t[1], t[2], who, t[5]}
end
if not ARGV[2] or tonumber(ARGV[4]) <= tonumber(t[4]) then return {'behind', t[1], t[2], who, t[5]} end
redis.call('DEL', log)
redis.call('XADD', log, ARGV[5] .. '-0', 'f', ARGV[4], 'd', ARGV[6])
redis.call('HSET', task, 'status', 'cancelled', 'cancel', '1', 'last', ARGV[5], 'seen', ARGV[5], 'json', ARGV[3])
redis.call('HDEL', task, 'headFirst', 'headLast', 'head', 'spec')
redis.call('PEXPIRE', task, ARGV[2])
redis.call('PEXPIRE', log, ARGV[2])
return {'done', 'cancelled', t[2], who, t[5]}
