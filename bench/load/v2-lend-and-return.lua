-- As with v1, but by barcode, and a librarian takes the copies back. Two concurrent requests never use the same copy.
local open = {}
local turn = 0
local place = math.random(#barcodes)

local function headers(token)
  return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
end

request = function()
  local barcode = table.remove(open)
  if barcode then
    return wrk.format("POST", "/v2/returns", headers(desk[1]), '{"copyBarcode":"' .. barcode .. '"}')
  end
  turn = turn % #tokens + 1
  place = place % #barcodes + 1
  return wrk.format("POST", "/v2/loans", headers(tokens[turn]), '{"copyBarcode":"' .. barcodes[place] .. '"}')
end

response = function(status, _, body)
  if status == 201 then
    open[#open + 1] = string.match(body, '"copyBarcode":"([^"]+)"')
  elseif status ~= 200 then
    tell(status, body)
  end
end
