-- All kinds of requests through both versions; two of 20 change data.
local open = {}
local turn = 0
local place = math.random(#lendable)

local function headers(reader)
  return { ["Authorization"] = "Bearer " .. tokens[reader] }
end

local function withBody(reader)
  return { ["Authorization"] = "Bearer " .. tokens[reader], ["Content-Type"] = "application/json" }
end

local function borrow()
  turn = turn % #tokens + 1
  place = place % #lendable + 1
  return wrk.format("POST", "/v1/loans", withBody(turn), '{"book_id":' .. lendable[place] .. "}")
end

local reads = {
  function() return wrk.format("GET", "/v1/books/" .. math.random(books), headers(math.random(#tokens))) end,
  function() return wrk.format("GET", "/v1/books?page=" .. math.random(50)) end,
  function() return wrk.format("GET", "/v1/books?page=" .. math.random(1000) .. "&year_from=-" .. math.random(2999)) end,
  function() return wrk.format("GET", "/v2/books/" .. ids[math.random(#ids)], headers(math.random(#tokens))) end,
  function() return wrk.format("GET", "/v2/books?limit=10&cursor=" .. cursors[math.random(#cursors)]) end,
}

request = function()
  local loan = table.remove(open)
  if loan then
    return wrk.format("POST", "/v1/loans/" .. loan.id .. "/return", headers(loan.reader))
  end
  if math.random(20) == 1 then return borrow() end
  return reads[math.random(#reads)]()
end

response = function(status, _, body)
  if status == 201 then
    local reader = readers[string.match(body, '"user_id":(%d+)')]
    open[#open + 1] = { id = string.match(body, '"id":(%d+)'), reader = reader }
  elseif status ~= 200 then
    tell(status, body)
  end
end
