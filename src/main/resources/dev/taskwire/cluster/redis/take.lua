-- An open task comes to another server. KEYS: task. ARGV: from (empty: it waits for any), to, names of fields.
-- Answers: fields, spec; false: it does not come.
local task = KEYS[1]
local t = redis.call('HMGET', task, 'status', 'node', 'refused', 'fence')
if (t[1] ~= 'pending' and t[1] ~= 'running') or t[2] ~= ARGV[1] then return {t[1] or '', t[2] or ''} end
if ARGV[1] == '' and string.find(' ' .. (t[3] or ''), ' ' .. ARGV[2] .. ' ', 1, true) then return {'refused', ''} end
redis.call('HSET', task, 'node', ARGV[2], 'fence', string.format('%.0f', tonumber(t[4]) + 1))
redis.call('PEXPIRE', task, '3600000')
local fields = {}
for i = 3, #ARGV do fields[i - 2] = ARGV[i] end
return {'taken', '', redis.call('HMGET', task, unpack(fields)), redis.call('HGET', task, 'spec')}
