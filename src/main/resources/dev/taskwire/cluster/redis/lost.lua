-- Declares a server lost. KEYS: nodes. ARGV: node, the counter that it was seen at (-1: it is unknown), a description if it is, who says so.
local by = redis.call('HGET', KEYS[1], ARGV[4])
if not by or string.match(by, '^%-?%d+ (%d)') == '1' then return by and ARGV[1] == ARGV[4] and 'repeated' or 'behind' end
local old = redis.call('HGET', KEYS[1], ARGV[1])
local counter, rest = '-1', '-1 ' .. ARGV[3]
if old then
  local c, lost, _, d = string.match(old, '^(%-?%d+) (%d) (%d+) (.*)$')
  if lost == '1' then return 'repeated' end
  counter, rest = c, d
end
if counter ~= ARGV[2] then return 'behind' end
local now = redis.call('TIME')
redis.call('HSET', KEYS[1], ARGV[1], counter .. ' 1 ' .. now[1] .. string.format('%06d', tonumber(now[2])) .. ' ' .. rest)
redis.call('PEXPIRE', KEYS[1], '3600000')
return 'done'
