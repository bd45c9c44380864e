-- COUNT pieces of 64 KiB to the server at PORT.
local shared = require("measure")

local stream = shared.stream_to(arg[1])
local piece = ("\0"):rep(65536)

shared.measure(tonumber(arg[2]), function(count)
  for _ = 1, count do
    assert(stream:send(piece))
  end
end)
