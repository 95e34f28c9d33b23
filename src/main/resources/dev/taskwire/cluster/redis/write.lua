-- What the server that has a task writes about it. KEYS: task, log, watchers. ARGV: what, writer, fence, then by what it is.
-- Answers: word, fence, last, cancel, node, type, accepted, owner, watchers.
local task, log, watchers = KEYS[1], KEYS[2], KEYS[3]
local what, writer, fence = ARGV[1], ARGV[2], ARGV[3]
local open = '3600000'

local function answer(word)
  local now = redis.call('TIME')
  local ms = string.format('(%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
  local f = redis.call('HMGET', task, 'fence', 'last', 'cancel', 'node', 'type', 'accepted', 'owner')
  return {word, f[1], f[2], f[3], f[4], f[5], f[6], f[7], redis.call('ZRANGEBYSCORE', watchers, ms, '+inf')}
end

local function add(from)
  for i = from, #ARGV, 3 do
    redis.call('XADD', log, ARGV[i + 1] .. '-0', 'f', ARGV[i], 'd', ARGV[i + 2])
  end
end

local function expire(life)
  redis.call('PEXPIRE', task, life)
  redis.call('PEXPIRE', log, life)
end

local t = redis.call('HMGET', task, 'fence', 'status', 'last', 'seen', 'cancel', 'node', 'restartable', 'refused')
if not t[1] then return {'unknown'} end
local status, last, seen = t[2], tonumber(t[3]), tonumber(t[4])
local ended = status ~= 'pending' and status ~= 'running'

if what == 'release' and status == 'pending' and t[6] == '' and tonumber(t[1]) == tonumber(fence) + 1 then
  return answer('repeated')
end
if t[1] ~= fence then return answer('fenced') end

if what == 'begin' then -- first, last, frames, json
  if ended then return answer('ended') end
  if status == 'running' then return answer('repeated') end
  if t[5] == '1' or tonumber(ARGV[4]) <= seen then return answer('behind') end
  redis.call('DEL', log)
  redis.call('HSET', task, 'status', 'running', 'headFirst', ARGV[4], 'headLast', ARGV[5], 'head', ARGV[6],
    'last', ARGV[5], 'seen', ARGV[5], 'json', ARGV[7])
  if t[7] ~= '1' then redis.call('HDEL', task, 'spec') end
  expire(open)
  return answer('done')
end

if what == 'append' then -- keepFrom, seen, has json, json, slices
  if ended then return answer('ended') end
  local first = ARGV[8]
  if status == 'pending' and tonumber(ARGV[5]) > seen then return answer('behind') end -- that it began was lost
  if first then
    if tonumber(ARGV[#ARGV - 1]) <= last then return answer('repeated') end
    if tonumber(first) <= last or status == 'pending' then return answer('behind') end
    add(8)
    redis.call('HSET', task, 'last', ARGV[#ARGV - 1])
    last = tonumber(ARGV[#ARGV - 1])
    redis.call('XTRIM', log, 'MINID', ARGV[4] .. '-0')
  end
  local newest = seen
  if last > newest then newest = last end
  if tonumber(ARGV[5]) > newest then newest = tonumber(ARGV[5]) end
  if newest > seen then redis.call('HSET', task, 'seen', string.format('%.0f', newest)) end
  if ARGV[6] == '1' then redis.call('HSET', task, 'json', ARGV[7]) end
  expire(open)
  return answer('done')
end

if what == 'end' then -- status, knows of a cancel, retention in ms, json, has result, result, keeps log, slices
  local terminal = ARGV[#ARGV - 1]
  if ended then
    return answer((status == ARGV[4] and t[3] == terminal) and 'repeated' or 'ended')
  end
  if (t[5] == '1' and ARGV[5] ~= '1') or tonumber(terminal) <= seen then return answer('behind') end
  if ARGV[10] ~= '1' then
    redis.call('DEL', log)
    redis.call('HDEL', task, 'headFirst', 'headLast', 'head')
  end
  add(11)
  redis.call('HSET', task, 'status', ARGV[4], 'last', terminal, 'seen', terminal, 'json', ARGV[7])
  redis.call('HDEL', task, 'spec')
  if ARGV[8] == '1' then redis.call('HSET', task, 'result', ARGV[9]) end
  expire(ARGV[6])
  return answer('done')
end

if what == 'release' then -- attempt, seen, refused, has json, json
  if ended then return answer('ended') end
  if t[5] == '1' then return answer('behind') end
  local newest = seen
  if tonumber(ARGV[5]) > newest then newest = tonumber(ARGV[5]) end
  redis.call('HSET', task, 'status', 'pending', 'node', '', 'attempt', ARGV[4], 'seen', string.format('%.0f', newest),
    'fence', string.format('%.0f', tonumber(fence) + 1))
  if ARGV[6] == '1' then redis.call('HSET', task, 'refused', (t[8] or '') .. writer .. ' ') end
  if ARGV[7] == '1' then redis.call('HSET', task, 'json', ARGV[8]) end
  expire(open)
  return answer('done')
end

-- withdraw
if ended then return answer('ended') end
if status == 'running' then return answer('behind') end
local gone = answer('done')
redis.call('DEL', task, log, watchers)
return gone
