-- COUNT times 64 KiB from the server at PORT, in whole pieces: LuaSocket's receive waits for all of it.
local shared = require("measure")

local stream = shared.stream_to(arg[1])

shared.measure(tonumber(arg[2]), function(count)
  for _ = 1, count do
    assert(stream:receive(65536))
  end
end)
