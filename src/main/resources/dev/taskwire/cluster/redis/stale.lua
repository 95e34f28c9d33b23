-- Those that have waited for ten seconds. KEYS: pending. ARGV: how many.
local now = redis.call('TIME')
local before = (now[1] - 10) .. '000000'
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', before, 'LIMIT', 0, ARGV[1])
