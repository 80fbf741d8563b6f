-- Each loan is returned at once by its patron, so no patron has more than a few. Two concurrent requests never ask for
-- the same book.
local open = {}
local turn = 0
local place = math.random(#lendable)

local function headers(reader)
  return { ["Authorization"] = "Bearer " .. tokens[reader] }
end

local function withBody(reader)
  return { ["Authorization"] = "Bearer " .. tokens[reader], ["Content-Type"] = "application/json" }
end

request = function()
  local loan = table.remove(open)
  if loan then
    return wrk.format("POST", "/v1/loans/" .. loan.id .. "/return", headers(loan.reader))
  end
  turn = turn % #tokens + 1
  place = place % #lendable + 1
  return wrk.format("POST", "/v1/loans", withBody(turn), '{"book_id":' .. lendable[place] .. "}")
end

response = function(status, _, body)
  if status == 201 then
    local reader = readers[string.match(body, '"user_id":(%d+)')]
    open[#open + 1] = { id = string.match(body, '"id":(%d+)'), reader = reader }
  elseif status ~= 200 then
    tell(status, body)
  end
end
