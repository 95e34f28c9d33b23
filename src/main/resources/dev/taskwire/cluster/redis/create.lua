-- Writes a task that is not there, and was not removed. KEYS: task, log, what is left of a removed task. ARGV: fence, node, accepted (0: now), retention in ms (0: open), seen, ended,
-- number of fields n, n names and values, then first, last and frames of each slice. Answers: word, accepted.
local task, log = KEYS[1], KEYS[2]
local old = redis.call('HMGET', task, 'fence', 'node', 'accepted')
if old[1] then
  local same = old[1] == ARGV[1] and (old[2] or '') == ARGV[2]
  return {same and 'repeated' or 'fenced', old[3]}
end
if redis.call('EXISTS', KEYS[3]) == 1 then return {'fenced', '0'} end
local accepted = ARGV[3]
if accepted == '0' then
  local now = redis.call('TIME')
  accepted = now[1] .. string.format('%06d', tonumber(now[2]))
end
local at = 7
for _ = 1, tonumber(ARGV[at]) do
  redis.call('HSET', task, ARGV[at + 1], ARGV[at + 2])
  at = at + 2
end
redis.call('HSET', task, 'fence', ARGV[1], 'node', ARGV[2], 'accepted', accepted)
redis.call('DEL', log)
local last = '0'
for i = at + 1, #ARGV, 3 do
  last = ARGV[i + 1]
  if i == at + 1 and ARGV[6] == '0' then
    redis.call('HSET', task, 'headFirst', ARGV[i], 'headLast', last, 'head', ARGV[i + 2])
  else
    redis.call('XADD', log, last .. '-0', 'f', ARGV[i], 'd', ARGV[i + 2])
  end
end
local seen = ARGV[5]
if tonumber(last) > tonumber(seen) then seen = last end
redis.call('HSET', task, 'last', last, 'seen', seen)
local life = ARGV[4] == '0' and '3600000' or ARGV[4]
redis.call('PEXPIRE', task, life)
redis.call('PEXPIRE', log, life)
return {'done', accepted}
