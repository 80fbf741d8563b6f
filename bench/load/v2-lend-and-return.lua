-- As with v1, but by barcode. Two concurrent requests never use the same copy.
local open = {}
local turn = 0
local place = math.random(#barcodes)

local function headers(reader)
  return { ["Authorization"] = "Bearer " .. tokens[reader], ["Content-Type"] = "application/json" }
end

request = function()
  local loan = table.remove(open)
  if loan then
    return wrk.format("POST", "/v2/returns", headers(loan.reader), '{"copyBarcode":"' .. loan.barcode .. '"}')
  end
  turn = turn % #tokens + 1
  place = place % #barcodes + 1
  return wrk.format("POST", "/v2/loans", headers(turn), '{"copyBarcode":"' .. barcodes[place] .. '"}')
end

response = function(status, _, body)
  if status == 201 then
    local reader = readers[string.match(body, '"patronId":"([^"]+)"')]
    open[#open + 1] = { barcode = string.match(body, '"copyBarcode":"([^"]+)"'), reader = reader }
  elseif status ~= 200 then
    tell(status, body)
  end
end
