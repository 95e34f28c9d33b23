-- Takes a place among the waiting. KEYS: pending. ARGV: task, how many may wait. Answers when, or false if there are too many.
local old = redis.call('ZSCORE', KEYS[1], ARGV[1])
if old then return string.format('%.0f', tonumber(old)) end
if tonumber(ARGV[2]) >= 0 and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return false end
local now = redis.call('TIME')
local at = now[1] .. string.format('%06d', tonumber(now[2]))
redis.call('ZADD', KEYS[1], at, ARGV[1])
redis.call('PEXPIRE', KEYS[1], '3600000')
return at
