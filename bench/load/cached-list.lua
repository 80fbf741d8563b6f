request = function()
  return wrk.format("GET", "/v1/books?page=" .. math.random(50))
end
