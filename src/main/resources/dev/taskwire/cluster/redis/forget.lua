-- Forgets servers that were declared lost an hour ago. KEYS: nodes.
local now = redis.call('TIME')[1]
for _, node in ipairs(redis.call('HKEYS', KEYS[1])) do
  local lost, at = string.match(redis.call('HGET', KEYS[1], node), '^%-?%d+ (%d) (%d+)%d%d%d%d%d%d ')
  if lost == '1' and now - at > 3600 then redis.call('HDEL', KEYS[1], node) end
end
redis.call('PEXPIRE', KEYS[1], '3600000')
return 'done'
