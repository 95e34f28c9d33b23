-- A task and its events after a cursor, as of one moment. KEYS: task, log. ARGV: after, how many slices, names of fields.
-- Answers: fields, slices as {first, last, frames}, whether there are more.
local fields = {}
for i = 3, #ARGV do fields[i - 2] = ARGV[i] end
local f = redis.call('HMGET', KEYS[1], unpack(fields))
if not f[1] then return false end
local after, slices = ARGV[1], {}
local head = redis.call('HMGET', KEYS[1], 'headFirst', 'headLast', 'head')
if head[3] and tonumber(head[2]) > tonumber(after) then
  slices[1] = head
  after = head[2]
end
local entries = redis.call('XRANGE', KEYS[2], '(' .. after .. '-0', '+', 'COUNT', ARGV[2])
for _, e in ipairs(entries) do
  slices[#slices + 1] = {e[2][2], string.match(e[1], '^%d+'), e[2][4]}
end
return {f, slices, #entries == tonumber(ARGV[2]) and 1 or 0}
