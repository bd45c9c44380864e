-- 64 bytes to the echo server at PORT and back: COUNT times.
local shared = require("measure")

local stream = shared.stream_to(arg[1])
stream:setoption("tcp-nodelay", true)
local data = ("x"):rep(64)

shared.measure(tonumber(arg[2]), function(count)
  for _ = 1, count do
    stream:send(data)
    assert(stream:receive(64))
  end
end)
