-- A task and its events after a cursor, as of one moment. KEYS: task, log, and what is left of them if it was removed.
-- ARGV: after, how many slices, names of fields. Answers: fields, slices as {first, last, frames}, whether there are more,
-- whether it was removed.
local fields = {}
for i = 3, #ARGV do fields[i - 2] = ARGV[i] end
local task, log, removed = KEYS[1], KEYS[2], 0
if redis.call('EXISTS', task) == 0 then task, log, removed = KEYS[3], KEYS[4], 1 end
local f = redis.call('HMGET', task, unpack(fields))
if not f[1] then return false end
local after, slices = ARGV[1], {}
local head = redis.call('HMGET', task, 'headFirst', 'headLast', 'head')
if head[3] and tonumber(head[2]) > tonumber(after) then
  slices[1] = head
  after = head[2]
end
local entries = redis.call('XRANGE', log, '(' .. after .. '-0', '+', 'COUNT', ARGV[2])
for _, e in ipairs(entries) do
  slices[#slices + 1] = {e[2][2], string.match(e[1], '^%d+'), e[2][4]}
end
return {f, slices, #entries == tonumber(ARGV[2]) and 1 or 0, removed}
