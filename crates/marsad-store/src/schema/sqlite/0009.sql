-- The ledger is read by due day: of a year its last, of a month its 31st, what is undated last.
CREATE INDEX forecasts_by_due ON forecasts (
  (CASE WHEN "to" IS NULL THEN '9999-99-99' WHEN length("to") = 4 THEN "to" || '-12-31'
    WHEN length("to") = 7 THEN "to" || '-31' ELSE substr("to", 1, 10) END), document, n, "to");
-- Incidents are asked for by country.
CREATE INDEX sides_by_country ON sides (country) WHERE fact = 1 AND country IS NOT NULL;
