-- Nearly every address is a new one, so that no cache of answers knows it.
request = function()
  return wrk.format("GET", "/v1/books?page=" .. math.random(1000) .. "&year_from=-" .. math.random(2999))
end
