SELECT CASE WHEN (((CAST(`p` AS FLOAT64) >= 0e0) AND (CAST(`p` AS FLOAT64) <= 1e0)) AND ((CAST(`y` AS FLOAT64) >= 0e0) AND (CAST(`y` AS FLOAT64) <= 1e0))) THEN (CASE WHEN ((CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END = 0e0) OR (CAST(`p` AS FLOAT64) = 1e0)) THEN 0e0 WHEN (CAST(`p` AS FLOAT64) = 0e0) THEN CAST('inf' AS FLOAT64) WHEN ((2e0 * LN(GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16))) <= (-7.4444e2)) THEN 0e0 ELSE (((GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16) * GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16)) * (1e0 + (2e0 * (((1e0 - GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16)) - CAST(`p` AS FLOAT64)) / GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16))))) * (CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END * (0e0 - LN(GREATEST(CAST(`p` AS FLOAT64), 5e-324))))) END + CASE WHEN ((CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END = 0e0) OR (CAST(`p` AS FLOAT64) = 0e0)) THEN 0e0 WHEN (CAST(`p` AS FLOAT64) = 1e0) THEN CAST('inf' AS FLOAT64) WHEN ((2e0 * LN(GREATEST(CAST(`p` AS FLOAT64), 5e-324))) <= (-7.4444e2)) THEN 0e0 ELSE ((CAST(`p` AS FLOAT64) * CAST(`p` AS FLOAT64)) * (CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END * (0e0 - (LN(GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16)) + (((1e0 - GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16)) - CAST(`p` AS FLOAT64)) / GREATEST((1e0 - CAST(`p` AS FLOAT64)), 1.1102230246251565e-16)))))) END) WHEN ((CAST(`p` AS FLOAT64) IS NULL) OR (CAST(`y` AS FLOAT64) IS NULL)) THEN NULL ELSE CAST('NaN' AS FLOAT64) END FROM t;

SELECT CASE WHEN ((CAST(`z` AS FLOAT64) <= CAST('inf' AS FLOAT64)) AND ((CAST(`y` AS FLOAT64) >= 0e0) AND (CAST(`y` AS FLOAT64) <= 1e0))) THEN (CASE WHEN ((CASE WHEN (CAST(`z` AS FLOAT64) >= 0e0) THEN CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END ELSE CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END END > 0e0) AND (GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290) < 7.44439e2)) THEN (CASE WHEN (CAST(`z` AS FLOAT64) >= 0e0) THEN CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END ELSE CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END END * (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))))) ELSE 0e0 END + CASE WHEN (CASE WHEN (CAST(`z` AS FLOAT64) >= 0e0) THEN CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END ELSE CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END END > 0e0) THEN CASE WHEN (ABS(CAST(`z` AS FLOAT64)) + (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))))) > 1.7976931348623157e308 / GREATEST(CASE WHEN (CAST(`z` AS FLOAT64) >= 0e0) THEN CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END ELSE CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END END, 1e0) THEN CAST('inf' AS FLOAT64) ELSE CASE WHEN (CAST(`z` AS FLOAT64) >= 0e0) THEN CASE WHEN ((1e0 - CAST(`y` AS FLOAT64)) >= 1e-150) THEN (1e0 - CAST(`y` AS FLOAT64)) ELSE 0e0 END ELSE CASE WHEN (CAST(`y` AS FLOAT64) >= 1e-150) THEN CAST(`y` AS FLOAT64) ELSE 0e0 END END * (ABS(CAST(`z` AS FLOAT64)) + (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`z` AS FLOAT64)), 7.4513e2), 1e-290))))))) END ELSE 0e0 END) WHEN ((CAST(`z` AS FLOAT64) IS NULL) OR (CAST(`y` AS FLOAT64) IS NULL)) THEN NULL ELSE CAST('NaN' AS FLOAT64) END FROM t;

SELECT
  `source`.*,
  CASE WHEN (((CAST(`source`.`z` AS FLOAT64) <= CAST('inf' AS FLOAT64)) AND ((CAST(`source`.`y` AS FLOAT64) >= 0e0) AND (CAST(`source`.`y` AS FLOAT64) <= 1e0))) AND ((CAST(`source`.`w` AS FLOAT64) >= 0e0) AND (CAST(`source`.`w` AS FLOAT64) <= 1e9))) THEN ((POWER((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))), (-1.7e0)) * (1e0 + ((-1.7e0) * ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))))))) * (CASE WHEN ((CASE WHEN (CAST(`source`.`z` AS FLOAT64) >= 0e0) THEN CASE WHEN ((CAST(`source`.`y` AS FLOAT64) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN ((3e0 * CAST(`source`.`w` AS FLOAT64)) * CAST(`source`.`y` AS FLOAT64)) ELSE 0e0 END ELSE CASE WHEN (((1e0 - CAST(`source`.`y` AS FLOAT64)) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN (CAST(`source`.`w` AS FLOAT64) * (1e0 - CAST(`source`.`y` AS FLOAT64))) ELSE 0e0 END END > 0e0) AND (GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290) < 2.75718e2)) THEN (CASE WHEN (CAST(`source`.`z` AS FLOAT64) >= 0e0) THEN CASE WHEN ((CAST(`source`.`y` AS FLOAT64) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN ((3e0 * CAST(`source`.`w` AS FLOAT64)) * CAST(`source`.`y` AS FLOAT64)) ELSE 0e0 END ELSE CASE WHEN (((1e0 - CAST(`source`.`y` AS FLOAT64)) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN (CAST(`source`.`w` AS FLOAT64) * (1e0 - CAST(`source`.`y` AS FLOAT64))) ELSE 0e0 END END * ((EXP((0e0 - (1.6999999999534339e0 * (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290) * 1.024e3)) / 1.024e3)))) * EXP((0e0 - ((1.7e0 * (GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290) - (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290) * 1.024e3)) / 1.024e3))) + (4.656608432185294e-11 * (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290) * 1.024e3)) / 1.024e3)))))) * (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))))))) ELSE 0e0 END + CASE WHEN (CASE WHEN (CAST(`source`.`z` AS FLOAT64) >= 0e0) THEN CASE WHEN (((1e0 - CAST(`source`.`y` AS FLOAT64)) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN (CAST(`source`.`w` AS FLOAT64) * (1e0 - CAST(`source`.`y` AS FLOAT64))) ELSE 0e0 END ELSE CASE WHEN ((CAST(`source`.`y` AS FLOAT64) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN ((3e0 * CAST(`source`.`w` AS FLOAT64)) * CAST(`source`.`y` AS FLOAT64)) ELSE 0e0 END END > 0e0) THEN CASE WHEN (ABS(CAST(`source`.`z` AS FLOAT64)) + (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))))))) > 1.7976931348623157e308 / GREATEST(CASE WHEN (CAST(`source`.`z` AS FLOAT64) >= 0e0) THEN CASE WHEN (((1e0 - CAST(`source`.`y` AS FLOAT64)) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN (CAST(`source`.`w` AS FLOAT64) * (1e0 - CAST(`source`.`y` AS FLOAT64))) ELSE 0e0 END ELSE CASE WHEN ((CAST(`source`.`y` AS FLOAT64) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN ((3e0 * CAST(`source`.`w` AS FLOAT64)) * CAST(`source`.`y` AS FLOAT64)) ELSE 0e0 END END, 1e0) THEN CAST('inf' AS FLOAT64) ELSE CASE WHEN (CAST(`source`.`z` AS FLOAT64) >= 0e0) THEN CASE WHEN (((1e0 - CAST(`source`.`y` AS FLOAT64)) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN (CAST(`source`.`w` AS FLOAT64) * (1e0 - CAST(`source`.`y` AS FLOAT64))) ELSE 0e0 END ELSE CASE WHEN ((CAST(`source`.`y` AS FLOAT64) >= 1e-150) AND (CAST(`source`.`w` AS FLOAT64) >= 1e-100)) THEN ((3e0 * CAST(`source`.`w` AS FLOAT64)) * CAST(`source`.`y` AS FLOAT64)) ELSE 0e0 END END * (ABS(CAST(`source`.`z` AS FLOAT64)) + (LN((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))))) + ((EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))) - ((1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290)))) - 1e0)) / (1e0 + EXP((0e0 - GREATEST(LEAST(ABS(CAST(`source`.`z` AS FLOAT64)), 7.4513e2), 1e-290))))))) END ELSE 0e0 END)) WHEN (((CAST(`source`.`z` AS FLOAT64) IS NULL) OR (CAST(`source`.`y` AS FLOAT64) IS NULL)) OR (CAST(`source`.`w` AS FLOAT64) IS NULL)) THEN NULL ELSE CAST('NaN' AS FLOAT64) END AS `loss`
FROM `s`.`t` AS `source`;

WITH `stage_0` AS (
  SELECT
    `source`.`g` AS `by_0`,
    CAST(`source`.`z` AS FLOAT64) AS `x`,
    CAST(`source`.`y` AS FLOAT64) AS `y`
  FROM `t` AS `source`
),
`stage_1` AS (
  SELECT
    *,
    CASE WHEN (`y` >= 1e-150) THEN (2.5e-1 * `y`) ELSE 0e0 END AS `positive`,
    CASE WHEN ((1e0 - `y`) >= 1e-150) THEN (7.5e-1 * (1e0 - `y`)) ELSE 0e0 END AS `negative`,
    ABS(`x`) AS `m`,
    CASE WHEN (`x` IS NULL) THEN 1e0 WHEN (CASE WHEN (`x` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 2e0 WHEN (CASE WHEN (`x` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 3e0 WHEN (`y` IS NULL) THEN 1e0 WHEN (CASE WHEN (`y` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 2e0 WHEN (CASE WHEN ((`y` >= 0e0) AND (`y` <= 1e0)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 4e0 ELSE 0e0 END AS `problem`
  FROM `stage_0`
),
`stage_2` AS (
  SELECT
    *,
    CASE WHEN (`x` >= 0e0) THEN `positive` ELSE `negative` END AS `right`,
    CASE WHEN (`x` >= 0e0) THEN `negative` ELSE `positive` END AS `wrong`,
    GREATEST(LEAST(`m`, 7.4513e2), 1e-290) AS `a`
  FROM `stage_1`
),
`stage_3` AS (
  SELECT
    *,
    EXP((0e0 - `a`)) AS `t`
  FROM `stage_2`
),
`stage_4` AS (
  SELECT
    *,
    (1e0 + `t`) AS `u`,
    GREATEST(`t`, 3.3546262790251185e-4) AS `root`
  FROM `stage_3`
),
`stage_5` AS (
  SELECT
    *,
    ((`t` - (`u` - 1e0)) / `u`) AS `r`,
    (EXP((0e0 - (6.4e1 * LEAST(`a`, 8e0)))) / POWER(`root`, 6.4e1)) AS `powers`
  FROM `stage_4`
),
`stage_6` AS (
  SELECT
    *,
    (LN(`u`) + `r`) AS `l`,
    (`root` * ((`powers` - 1e0) / 6.4e1)) AS `s`
  FROM `stage_5`
),
`stage_7` AS (
  SELECT
    *,
    (CASE WHEN ((`right` > 0e0) AND (`a` < 7.44439e2)) THEN (`right` * `l`) ELSE 0e0 END + CASE WHEN (`wrong` > 0e0) THEN CASE WHEN (`m` + `l`) > 1.7976931348623157e308 / GREATEST(`wrong`, 1e0) THEN CAST('inf' AS FLOAT64) ELSE `wrong` * (`m` + `l`) END ELSE 0e0 END) AS `loss_0`,
    (((1e0 / (`u` * `u`)) * (1e0 + ((-2e0) * `r`))) * (CASE WHEN ((`right` > 0e0) AND (`a` < 2.48146e2)) THEN (`right` * (EXP((0e0 - (2e0 * `a`))) * `l`)) ELSE 0e0 END + CASE WHEN (`wrong` > 0e0) THEN CASE WHEN (`m` + `l`) > 1.7976931348623157e308 / GREATEST(`wrong`, 1e0) THEN CAST('inf' AS FLOAT64) ELSE `wrong` * (`m` + `l`) END ELSE 0e0 END)) AS `loss_1`,
    ((POWER(`u`, (-5e0)) * (1e0 + ((-5e0) * (`r` + (`s` / `u`))))) * (CASE WHEN ((`right` > 0e0) AND (`a` < 1.24073e2)) THEN (`right` * ((EXP((0e0 - (5e0 * (FLOOR((`a` * 1.024e3)) / 1.024e3)))) * EXP((0e0 - (5e0 * (`a` - (FLOOR((`a` * 1.024e3)) / 1.024e3)))))) * `l`)) ELSE 0e0 END + CASE WHEN (`wrong` > 0e0) THEN CASE WHEN (`m` + `l`) > 1.7976931348623157e308 / GREATEST(`wrong`, 1e0) THEN CAST('inf' AS FLOAT64) ELSE `wrong` * (`m` + `l`) END ELSE 0e0 END)) AS `loss_2`
  FROM `stage_6`
),
`stage_8` AS (
  SELECT
    *,
    CASE WHEN ((`problem` = 0e0) AND (`loss_0` < 4.294967296e9)) THEN (`loss_0` * 1.073741824e9) ELSE 0e0 END AS `loss_0_scaled`,
    CASE WHEN ((`problem` = 0e0) AND (`loss_1` < 4.294967296e9)) THEN (`loss_1` * 1.073741824e9) ELSE 0e0 END AS `loss_1_scaled`,
    CASE WHEN ((`problem` = 0e0) AND (`loss_2` < 4.294967296e9)) THEN (`loss_2` * 1.073741824e9) ELSE 0e0 END AS `loss_2_scaled`
  FROM `stage_7`
),
`stage_9` AS (
  SELECT
    *,
    FLOOR((`loss_0_scaled` + 5e-1)) AS `loss_0_units`,
    FLOOR((`loss_1_scaled` + 5e-1)) AS `loss_1_units`,
    FLOOR((`loss_2_scaled` + 5e-1)) AS `loss_2_units`
  FROM `stage_8`
),
`stage_10` AS (
  SELECT
    *,
    FLOOR((((`loss_0_scaled` - `loss_0_units`) * 1.152921504606847e18) + 5e-1)) AS `loss_0_rest`,
    FLOOR((((`loss_1_scaled` - `loss_1_units`) * 1.152921504606847e18) + 5e-1)) AS `loss_1_rest`,
    FLOOR((((`loss_2_scaled` - `loss_2_units`) * 1.152921504606847e18) + 5e-1)) AS `loss_2_rest`
  FROM `stage_9`
),
`totals` AS (
  SELECT
    `by_0` AS `by_0`,
    COUNT(CASE WHEN (`problem` = 0e0) THEN 1e0 ELSE NULL END) AS `row_count`,
    COUNT(CASE WHEN (`problem` = 1e0) THEN 1e0 ELSE NULL END) AS `bad_null`,
    COUNT(CASE WHEN (`problem` = 2e0) THEN 1e0 ELSE NULL END) AS `bad_nan`,
    COUNT(CASE WHEN (`problem` = 3e0) THEN 1e0 ELSE NULL END) AS `bad_prediction`,
    COUNT(CASE WHEN (`problem` = 4e0) THEN 1e0 ELSE NULL END) AS `bad_label`,
    COUNT(CASE WHEN (`problem` = 5e0) THEN 1e0 ELSE NULL END) AS `bad_weight`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`y` >= 5e-1)) THEN 1e0 ELSE NULL END) AS `positive_count`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND ((`y` > 0e0) AND (`y` < 1e0))) THEN 1e0 ELSE NULL END) AS `soft_count`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`loss_0` >= 4.294967296e9)) THEN 1e0 ELSE NULL END) AS `infinite_count_0`,
    COALESCE(SUM(CAST(CAST(`loss_0_units` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_0_units`,
    COALESCE(SUM(CAST(CAST(`loss_0_rest` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_0_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`loss_1` >= 4.294967296e9)) THEN 1e0 ELSE NULL END) AS `infinite_count_1`,
    COALESCE(SUM(CAST(CAST(`loss_1_units` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_1_units`,
    COALESCE(SUM(CAST(CAST(`loss_1_rest` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_1_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`loss_2` >= 4.294967296e9)) THEN 1e0 ELSE NULL END) AS `infinite_count_2`,
    COALESCE(SUM(CAST(CAST(`loss_2_units` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_2_units`,
    COALESCE(SUM(CAST(CAST(`loss_2_rest` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_2_rest`
  FROM `stage_10`
  GROUP BY `by_0`
),
`gammas` AS (
  SELECT
    0e0 AS `gamma`
  UNION ALL
  SELECT
    2e0 AS `gamma`
  UNION ALL
  SELECT
    5e0 AS `gamma`
),
`results` AS (
  SELECT
    `by_0` AS `by_0`,
    `row_count` AS `row_count`,
    `bad_null` AS `bad_null`,
    `bad_nan` AS `bad_nan`,
    `bad_prediction` AS `bad_prediction`,
    `bad_label` AS `bad_label`,
    `bad_weight` AS `bad_weight`,
    `positive_count` AS `positive_count`,
    `soft_count` AS `soft_count`,
    `gamma` AS `gamma`,
    CASE WHEN (`gamma` = 0e0) THEN `infinite_count_0` WHEN (`gamma` = 2e0) THEN `infinite_count_1` ELSE `infinite_count_2` END AS `infinite_count`,
    CASE WHEN (`gamma` = 0e0) THEN `loss_0_units` WHEN (`gamma` = 2e0) THEN `loss_1_units` ELSE `loss_2_units` END AS `loss_units`,
    CASE WHEN (`gamma` = 0e0) THEN `loss_0_rest` WHEN (`gamma` = 2e0) THEN `loss_1_rest` ELSE `loss_2_rest` END AS `loss_rest`
  FROM `totals` CROSS JOIN `gammas`
)
SELECT
  `by_0` AS `g`,
  `gamma` AS `gamma`,
  `row_count` AS `row_count`,
  `bad_null` AS `bad_null`,
  `bad_nan` AS `bad_nan`,
  `bad_prediction` AS `bad_prediction`,
  `bad_label` AS `bad_label`,
  `bad_weight` AS `bad_weight`,
  `positive_count` AS `positive_count`,
  `soft_count` AS `soft_count`,
  `infinite_count` AS `infinite_count`,
  `loss_units` AS `loss_units`,
  `loss_rest` AS `loss_rest`,
  CASE WHEN (`infinite_count` > 0e0) THEN CAST('inf' AS FLOAT64) ELSE ((CAST(`loss_units` AS FLOAT64) / 1.073741824e9) + (CAST(`loss_rest` AS FLOAT64) / 1.2379400392853803e27)) END AS `loss_sum`,
  CASE WHEN (CAST(`row_count` AS FLOAT64) > 0e0) THEN (CASE WHEN (`infinite_count` > 0e0) THEN CAST('inf' AS FLOAT64) ELSE ((CAST(`loss_units` AS FLOAT64) / 1.073741824e9) + (CAST(`loss_rest` AS FLOAT64) / 1.2379400392853803e27)) END / CAST(`row_count` AS FLOAT64)) ELSE NULL END AS `loss_mean`
FROM `results`;

WITH `stage_0` AS (
  SELECT
    CAST(`source`.`p` AS FLOAT64) AS `x`,
    CAST(`source`.`y` AS FLOAT64) AS `y`,
    CAST(`source`.`w` AS FLOAT64) AS `w`
  FROM `t` AS `source`
),
`stage_1` AS (
  SELECT
    *,
    CASE WHEN ((`y` >= 1e-150) AND (`w` >= 1e-100)) THEN (`w` * `y`) ELSE 0e0 END AS `positive`,
    CASE WHEN (((1e0 - `y`) >= 1e-150) AND (`w` >= 1e-100)) THEN (`w` * (1e0 - `y`)) ELSE 0e0 END AS `negative`,
    GREATEST((1e0 - `x`), 1.1102230246251565e-16) AS `q`,
    LN(GREATEST(`x`, 5e-324)) AS `ln_p`,
    CASE WHEN (`x` IS NULL) THEN 1e0 WHEN (CASE WHEN (`x` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 2e0 WHEN (CASE WHEN ((`x` >= 0e0) AND (`x` <= 1e0)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 3e0 WHEN (`y` IS NULL) THEN 1e0 WHEN (CASE WHEN (`y` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 2e0 WHEN (CASE WHEN ((`y` >= 0e0) AND (`y` <= 1e0)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 4e0 WHEN (`w` IS NULL) THEN 1e0 WHEN (CASE WHEN (`w` <= CAST('inf' AS FLOAT64)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 2e0 WHEN (CASE WHEN ((`w` >= 0e0) AND (`w` <= 1e9)) THEN 0e0 ELSE 1e0 END = 1e0) THEN 5e0 ELSE 0e0 END AS `problem`,
    `w` AS `weight`
  FROM `stage_0`
),
`stage_2` AS (
  SELECT
    *,
    (((1e0 - `q`) - `x`) / `q`) AS `r`,
    LN(`q`) AS `ln_q`,
    CASE WHEN ((`problem` = 0e0) AND (`weight` < 4.294967296e9)) THEN (`weight` * 1.073741824e9) ELSE 0e0 END AS `weight_scaled`
  FROM `stage_1`
),
`stage_3` AS (
  SELECT
    *,
    FLOOR((`weight_scaled` + 5e-1)) AS `weight_units`,
    (CASE WHEN ((`positive` = 0e0) OR (`x` = 1e0)) THEN 0e0 WHEN (`x` = 0e0) THEN CAST('inf' AS FLOAT64) WHEN ((2e0 * `ln_q`) <= (-7.4444e2)) THEN 0e0 ELSE (((`q` * `q`) * (1e0 + (2e0 * `r`))) * (`positive` * (0e0 - `ln_p`))) END + CASE WHEN ((`negative` = 0e0) OR (`x` = 0e0)) THEN 0e0 WHEN (`x` = 1e0) THEN CAST('inf' AS FLOAT64) WHEN ((2e0 * `ln_p`) <= (-7.4444e2)) THEN 0e0 ELSE ((`x` * `x`) * (`negative` * (0e0 - (`ln_q` + `r`)))) END) AS `loss_0`
  FROM `stage_2`
),
`stage_4` AS (
  SELECT
    *,
    FLOOR((((`weight_scaled` - `weight_units`) * 1.152921504606847e18) + 5e-1)) AS `weight_rest`,
    CASE WHEN ((`problem` = 0e0) AND (`loss_0` < 4.294967296e9)) THEN (`loss_0` * 1.073741824e9) ELSE 0e0 END AS `loss_0_scaled`
  FROM `stage_3`
),
`stage_5` AS (
  SELECT
    *,
    FLOOR((`loss_0_scaled` + 5e-1)) AS `loss_0_units`
  FROM `stage_4`
),
`stage_6` AS (
  SELECT
    *,
    FLOOR((((`loss_0_scaled` - `loss_0_units`) * 1.152921504606847e18) + 5e-1)) AS `loss_0_rest`
  FROM `stage_5`
),
`totals` AS (
  SELECT
    COUNT(CASE WHEN (`problem` = 0e0) THEN 1e0 ELSE NULL END) AS `row_count`,
    COUNT(CASE WHEN (`problem` = 1e0) THEN 1e0 ELSE NULL END) AS `bad_null`,
    COUNT(CASE WHEN (`problem` = 2e0) THEN 1e0 ELSE NULL END) AS `bad_nan`,
    COUNT(CASE WHEN (`problem` = 3e0) THEN 1e0 ELSE NULL END) AS `bad_prediction`,
    COUNT(CASE WHEN (`problem` = 4e0) THEN 1e0 ELSE NULL END) AS `bad_label`,
    COUNT(CASE WHEN (`problem` = 5e0) THEN 1e0 ELSE NULL END) AS `bad_weight`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`y` >= 5e-1)) THEN 1e0 ELSE NULL END) AS `positive_count`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND ((`y` > 0e0) AND (`y` < 1e0))) THEN 1e0 ELSE NULL END) AS `soft_count`,
    COALESCE(SUM(CAST(CAST(`weight_units` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `weight_units`,
    COALESCE(SUM(CAST(CAST(`weight_rest` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `weight_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0) AND (`loss_0` >= 4.294967296e9)) THEN 1e0 ELSE NULL END) AS `infinite_count_0`,
    COALESCE(SUM(CAST(CAST(`loss_0_units` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_0_units`,
    COALESCE(SUM(CAST(CAST(`loss_0_rest` AS INT64) AS BIGNUMERIC)), CAST(0e0 AS BIGNUMERIC)) AS `loss_0_rest`
  FROM `stage_6`
),
`gammas` AS (
  SELECT
    2e0 AS `gamma`
),
`results` AS (
  SELECT
    `row_count` AS `row_count`,
    `bad_null` AS `bad_null`,
    `bad_nan` AS `bad_nan`,
    `bad_prediction` AS `bad_prediction`,
    `bad_label` AS `bad_label`,
    `bad_weight` AS `bad_weight`,
    `positive_count` AS `positive_count`,
    `soft_count` AS `soft_count`,
    `weight_units` AS `weight_units`,
    `weight_rest` AS `weight_rest`,
    `gamma` AS `gamma`,
    `infinite_count_0` AS `infinite_count`,
    `loss_0_units` AS `loss_units`,
    `loss_0_rest` AS `loss_rest`
  FROM `totals` CROSS JOIN `gammas`
)
SELECT
  `gamma` AS `gamma`,
  `row_count` AS `row_count`,
  `bad_null` AS `bad_null`,
  `bad_nan` AS `bad_nan`,
  `bad_prediction` AS `bad_prediction`,
  `bad_label` AS `bad_label`,
  `bad_weight` AS `bad_weight`,
  `positive_count` AS `positive_count`,
  `soft_count` AS `soft_count`,
  `weight_units` AS `weight_units`,
  `weight_rest` AS `weight_rest`,
  ((CAST(`weight_units` AS FLOAT64) / 1.073741824e9) + (CAST(`weight_rest` AS FLOAT64) / 1.2379400392853803e27)) AS `weight_sum`,
  `infinite_count` AS `infinite_count`,
  `loss_units` AS `loss_units`,
  `loss_rest` AS `loss_rest`,
  CASE WHEN (`infinite_count` > 0e0) THEN CAST('inf' AS FLOAT64) ELSE ((CAST(`loss_units` AS FLOAT64) / 1.073741824e9) + (CAST(`loss_rest` AS FLOAT64) / 1.2379400392853803e27)) END AS `loss_sum`,
  CASE WHEN (((CAST(`weight_units` AS FLOAT64) / 1.073741824e9) + (CAST(`weight_rest` AS FLOAT64) / 1.2379400392853803e27)) > 0e0) THEN (CASE WHEN (`infinite_count` > 0e0) THEN CAST('inf' AS FLOAT64) ELSE ((CAST(`loss_units` AS FLOAT64) / 1.073741824e9) + (CAST(`loss_rest` AS FLOAT64) / 1.2379400392853803e27)) END / ((CAST(`weight_units` AS FLOAT64) / 1.073741824e9) + (CAST(`weight_rest` AS FLOAT64) / 1.2379400392853803e27))) ELSE NULL END AS `loss_mean`
FROM `results`;
