SELECT CASE WHEN (((CAST(`p` AS DOUBLE) >= 0e0D) AND (CAST(`p` AS DOUBLE) <= 1e0D)) AND ((CAST(`y` AS DOUBLE) >= 0e0D) AND (CAST(`y` AS DOUBLE) <= 1e0D))) THEN (CASE WHEN ((CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END = 0e0D) OR (CAST(`p` AS DOUBLE) = 1e0D)) THEN 0e0D WHEN (CAST(`p` AS DOUBLE) = 0e0D) THEN CAST('Infinity' AS DOUBLE) WHEN ((2e0D * LN(GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D))) <= (-7.4444e2D)) THEN 0e0D ELSE (((GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D) * GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D)) * (1e0D + (2e0D * (((1e0D - GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D)) - CAST(`p` AS DOUBLE)) / GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D))))) * (CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END * (0e0D - LN(GREATEST(CAST(`p` AS DOUBLE), 5e-324D))))) END + CASE WHEN ((CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END = 0e0D) OR (CAST(`p` AS DOUBLE) = 0e0D)) THEN 0e0D WHEN (CAST(`p` AS DOUBLE) = 1e0D) THEN CAST('Infinity' AS DOUBLE) WHEN ((2e0D * LN(GREATEST(CAST(`p` AS DOUBLE), 5e-324D))) <= (-7.4444e2D)) THEN 0e0D ELSE ((CAST(`p` AS DOUBLE) * CAST(`p` AS DOUBLE)) * (CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END * (0e0D - (LN(GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D)) + (((1e0D - GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D)) - CAST(`p` AS DOUBLE)) / GREATEST((1e0D - CAST(`p` AS DOUBLE)), 1.1102230246251565e-16D)))))) END) WHEN ((CAST(`p` AS DOUBLE) IS NULL) OR (CAST(`y` AS DOUBLE) IS NULL)) THEN NULL ELSE CAST('NaN' AS DOUBLE) END FROM t;

SELECT CASE WHEN ((CAST(`z` AS DOUBLE) <= CAST('Infinity' AS DOUBLE)) AND ((CAST(`y` AS DOUBLE) >= 0e0D) AND (CAST(`y` AS DOUBLE) <= 1e0D))) THEN (CASE WHEN ((CASE WHEN (CAST(`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END ELSE CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END END > 0e0D) AND (GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D) < 7.44439e2D)) THEN (CASE WHEN (CAST(`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END ELSE CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END END * (LN((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D))))) + ((EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D))) - ((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))) - 1e0D)) / (1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D))))))) ELSE 0e0D END + CASE WHEN (CASE WHEN (CAST(`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END ELSE CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END END > 0e0D) THEN (CASE WHEN (CAST(`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN ((1e0D - CAST(`y` AS DOUBLE)) >= 1e-150D) THEN (1e0D - CAST(`y` AS DOUBLE)) ELSE 0e0D END ELSE CASE WHEN (CAST(`y` AS DOUBLE) >= 1e-150D) THEN CAST(`y` AS DOUBLE) ELSE 0e0D END END * (ABS(CAST(`z` AS DOUBLE)) + (LN((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D))))) + ((EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D))) - ((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))) - 1e0D)) / (1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))))))) ELSE 0e0D END) WHEN ((CAST(`z` AS DOUBLE) IS NULL) OR (CAST(`y` AS DOUBLE) IS NULL)) THEN NULL ELSE CAST('NaN' AS DOUBLE) END FROM t;

SELECT
  `source`.*,
  CASE WHEN (((CAST(`source`.`z` AS DOUBLE) <= CAST('Infinity' AS DOUBLE)) AND ((CAST(`source`.`y` AS DOUBLE) >= 0e0D) AND (CAST(`source`.`y` AS DOUBLE) <= 1e0D))) AND ((CAST(`source`.`w` AS DOUBLE) >= 0e0D) AND (CAST(`source`.`w` AS DOUBLE) <= 1e9D))) THEN ((POWER((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))), (-1.7e0D)) * (1e0D + ((-1.7e0D) * ((EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D))) - ((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))) - 1e0D)) / (1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))))))) * (CASE WHEN ((CASE WHEN (CAST(`source`.`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN ((CAST(`source`.`y` AS DOUBLE) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN ((3e0D * CAST(`source`.`w` AS DOUBLE)) * CAST(`source`.`y` AS DOUBLE)) ELSE 0e0D END ELSE CASE WHEN (((1e0D - CAST(`source`.`y` AS DOUBLE)) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN (CAST(`source`.`w` AS DOUBLE) * (1e0D - CAST(`source`.`y` AS DOUBLE))) ELSE 0e0D END END > 0e0D) AND (GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D) < 2.75718e2D)) THEN (CASE WHEN (CAST(`source`.`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN ((CAST(`source`.`y` AS DOUBLE) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN ((3e0D * CAST(`source`.`w` AS DOUBLE)) * CAST(`source`.`y` AS DOUBLE)) ELSE 0e0D END ELSE CASE WHEN (((1e0D - CAST(`source`.`y` AS DOUBLE)) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN (CAST(`source`.`w` AS DOUBLE) * (1e0D - CAST(`source`.`y` AS DOUBLE))) ELSE 0e0D END END * ((EXP((0e0D - (1.6999999999534339e0D * (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D) * 1.024e3D)) / 1.024e3D)))) * EXP((0e0D - ((1.7e0D * (GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D) - (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D) * 1.024e3D)) / 1.024e3D))) + (4.656608432185294e-11D * (FLOOR((GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D) * 1.024e3D)) / 1.024e3D)))))) * (LN((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D))))) + ((EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D))) - ((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))) - 1e0D)) / (1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))))))) ELSE 0e0D END + CASE WHEN (CASE WHEN (CAST(`source`.`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN (((1e0D - CAST(`source`.`y` AS DOUBLE)) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN (CAST(`source`.`w` AS DOUBLE) * (1e0D - CAST(`source`.`y` AS DOUBLE))) ELSE 0e0D END ELSE CASE WHEN ((CAST(`source`.`y` AS DOUBLE) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN ((3e0D * CAST(`source`.`w` AS DOUBLE)) * CAST(`source`.`y` AS DOUBLE)) ELSE 0e0D END END > 0e0D) THEN (CASE WHEN (CAST(`source`.`z` AS DOUBLE) >= 0e0D) THEN CASE WHEN (((1e0D - CAST(`source`.`y` AS DOUBLE)) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN (CAST(`source`.`w` AS DOUBLE) * (1e0D - CAST(`source`.`y` AS DOUBLE))) ELSE 0e0D END ELSE CASE WHEN ((CAST(`source`.`y` AS DOUBLE) >= 1e-150D) AND (CAST(`source`.`w` AS DOUBLE) >= 1e-100D)) THEN ((3e0D * CAST(`source`.`w` AS DOUBLE)) * CAST(`source`.`y` AS DOUBLE)) ELSE 0e0D END END * (ABS(CAST(`source`.`z` AS DOUBLE)) + (LN((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D))))) + ((EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D))) - ((1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))) - 1e0D)) / (1e0D + EXP((0e0D - GREATEST(LEAST(ABS(CAST(`source`.`z` AS DOUBLE)), 7.4513e2D), 1e-290D)))))))) ELSE 0e0D END)) WHEN (((CAST(`source`.`z` AS DOUBLE) IS NULL) OR (CAST(`source`.`y` AS DOUBLE) IS NULL)) OR (CAST(`source`.`w` AS DOUBLE) IS NULL)) THEN NULL ELSE CAST('NaN' AS DOUBLE) END AS `loss`
FROM `s`.`t` AS `source`;

WITH `stage_0` AS (
  SELECT
    `source`.`g` AS `by_0`,
    CAST(`source`.`z` AS DOUBLE) AS `x`,
    CAST(`source`.`y` AS DOUBLE) AS `y`
  FROM `t` AS `source`
),
`stage_1` AS (
  SELECT
    *,
    CASE WHEN (`y` >= 1e-150D) THEN (2.5e-1D * `y`) ELSE 0e0D END AS `positive`,
    CASE WHEN ((1e0D - `y`) >= 1e-150D) THEN (7.5e-1D * (1e0D - `y`)) ELSE 0e0D END AS `negative`,
    ABS(`x`) AS `m`,
    CASE WHEN (`x` IS NULL) THEN 1e0D WHEN (CASE WHEN (`x` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 2e0D WHEN (CASE WHEN (`x` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 3e0D WHEN (`y` IS NULL) THEN 1e0D WHEN (CASE WHEN (`y` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 2e0D WHEN (CASE WHEN ((`y` >= 0e0D) AND (`y` <= 1e0D)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 4e0D ELSE 0e0D END AS `problem`
  FROM `stage_0`
),
`stage_2` AS (
  SELECT
    *,
    CASE WHEN (`x` >= 0e0D) THEN `positive` ELSE `negative` END AS `right`,
    CASE WHEN (`x` >= 0e0D) THEN `negative` ELSE `positive` END AS `wrong`,
    GREATEST(LEAST(`m`, 7.4513e2D), 1e-290D) AS `a`
  FROM `stage_1`
),
`stage_3` AS (
  SELECT
    *,
    EXP((0e0D - `a`)) AS `t`
  FROM `stage_2`
),
`stage_4` AS (
  SELECT
    *,
    (1e0D + `t`) AS `u`,
    GREATEST(`t`, 3.3546262790251185e-4D) AS `root`
  FROM `stage_3`
),
`stage_5` AS (
  SELECT
    *,
    ((`t` - (`u` - 1e0D)) / `u`) AS `r`,
    (EXP((0e0D - (6.4e1D * LEAST(`a`, 8e0D)))) / POWER(`root`, 6.4e1D)) AS `powers`
  FROM `stage_4`
),
`stage_6` AS (
  SELECT
    *,
    (LN(`u`) + `r`) AS `l`,
    (`root` * ((`powers` - 1e0D) / 6.4e1D)) AS `s`
  FROM `stage_5`
),
`stage_7` AS (
  SELECT
    *,
    (CASE WHEN ((`right` > 0e0D) AND (`a` < 7.44439e2D)) THEN (`right` * `l`) ELSE 0e0D END + CASE WHEN (`wrong` > 0e0D) THEN (`wrong` * (`m` + `l`)) ELSE 0e0D END) AS `loss_0`,
    (((1e0D / (`u` * `u`)) * (1e0D + ((-2e0D) * `r`))) * (CASE WHEN ((`right` > 0e0D) AND (`a` < 2.48146e2D)) THEN (`right` * (EXP((0e0D - (2e0D * `a`))) * `l`)) ELSE 0e0D END + CASE WHEN (`wrong` > 0e0D) THEN (`wrong` * (`m` + `l`)) ELSE 0e0D END)) AS `loss_1`,
    ((POWER(`u`, (-5e0D)) * (1e0D + ((-5e0D) * (`r` + (`s` / `u`))))) * (CASE WHEN ((`right` > 0e0D) AND (`a` < 1.24073e2D)) THEN (`right` * ((EXP((0e0D - (5e0D * (FLOOR((`a` * 1.024e3D)) / 1.024e3D)))) * EXP((0e0D - (5e0D * (`a` - (FLOOR((`a` * 1.024e3D)) / 1.024e3D)))))) * `l`)) ELSE 0e0D END + CASE WHEN (`wrong` > 0e0D) THEN (`wrong` * (`m` + `l`)) ELSE 0e0D END)) AS `loss_2`
  FROM `stage_6`
),
`stage_8` AS (
  SELECT
    *,
    CASE WHEN ((`problem` = 0e0D) AND (`loss_0` < 4.294967296e9D)) THEN (`loss_0` * 1.073741824e9D) ELSE 0e0D END AS `loss_0_scaled`,
    CASE WHEN ((`problem` = 0e0D) AND (`loss_1` < 4.294967296e9D)) THEN (`loss_1` * 1.073741824e9D) ELSE 0e0D END AS `loss_1_scaled`,
    CASE WHEN ((`problem` = 0e0D) AND (`loss_2` < 4.294967296e9D)) THEN (`loss_2` * 1.073741824e9D) ELSE 0e0D END AS `loss_2_scaled`
  FROM `stage_7`
),
`stage_9` AS (
  SELECT
    *,
    FLOOR((`loss_0_scaled` + 5e-1D)) AS `loss_0_units`,
    FLOOR((`loss_1_scaled` + 5e-1D)) AS `loss_1_units`,
    FLOOR((`loss_2_scaled` + 5e-1D)) AS `loss_2_units`
  FROM `stage_8`
),
`stage_10` AS (
  SELECT
    *,
    FLOOR((((`loss_0_scaled` - `loss_0_units`) * 1.152921504606847e18D) + 5e-1D)) AS `loss_0_rest`,
    FLOOR((((`loss_1_scaled` - `loss_1_units`) * 1.152921504606847e18D) + 5e-1D)) AS `loss_1_rest`,
    FLOOR((((`loss_2_scaled` - `loss_2_units`) * 1.152921504606847e18D) + 5e-1D)) AS `loss_2_rest`
  FROM `stage_9`
),
`totals` AS (
  SELECT
    `by_0` AS `by_0`,
    COUNT(CASE WHEN (`problem` = 0e0D) THEN 1e0D ELSE NULL END) AS `row_count`,
    COUNT(CASE WHEN (`problem` = 1e0D) THEN 1e0D ELSE NULL END) AS `bad_null`,
    COUNT(CASE WHEN (`problem` = 2e0D) THEN 1e0D ELSE NULL END) AS `bad_nan`,
    COUNT(CASE WHEN (`problem` = 3e0D) THEN 1e0D ELSE NULL END) AS `bad_prediction`,
    COUNT(CASE WHEN (`problem` = 4e0D) THEN 1e0D ELSE NULL END) AS `bad_label`,
    COUNT(CASE WHEN (`problem` = 5e0D) THEN 1e0D ELSE NULL END) AS `bad_weight`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`y` >= 5e-1D)) THEN 1e0D ELSE NULL END) AS `positive_count`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND ((`y` > 0e0D) AND (`y` < 1e0D))) THEN 1e0D ELSE NULL END) AS `soft_count`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`loss_0` >= 4.294967296e9D)) THEN 1e0D ELSE NULL END) AS `infinite_count_0`,
    COALESCE(SUM(CAST(CAST(`loss_0_units` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_0_units`,
    COALESCE(SUM(CAST(CAST(`loss_0_rest` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_0_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`loss_1` >= 4.294967296e9D)) THEN 1e0D ELSE NULL END) AS `infinite_count_1`,
    COALESCE(SUM(CAST(CAST(`loss_1_units` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_1_units`,
    COALESCE(SUM(CAST(CAST(`loss_1_rest` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_1_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`loss_2` >= 4.294967296e9D)) THEN 1e0D ELSE NULL END) AS `infinite_count_2`,
    COALESCE(SUM(CAST(CAST(`loss_2_units` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_2_units`,
    COALESCE(SUM(CAST(CAST(`loss_2_rest` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_2_rest`
  FROM `stage_10`
  GROUP BY `by_0`
),
`gammas` AS (
  SELECT
    0e0D AS `gamma`
  UNION ALL
  SELECT
    2e0D AS `gamma`
  UNION ALL
  SELECT
    5e0D AS `gamma`
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
    CASE WHEN (`gamma` = 0e0D) THEN `infinite_count_0` WHEN (`gamma` = 2e0D) THEN `infinite_count_1` ELSE `infinite_count_2` END AS `infinite_count`,
    CASE WHEN (`gamma` = 0e0D) THEN `loss_0_units` WHEN (`gamma` = 2e0D) THEN `loss_1_units` ELSE `loss_2_units` END AS `loss_units`,
    CASE WHEN (`gamma` = 0e0D) THEN `loss_0_rest` WHEN (`gamma` = 2e0D) THEN `loss_1_rest` ELSE `loss_2_rest` END AS `loss_rest`
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
  CASE WHEN (`infinite_count` > 0e0D) THEN CAST('Infinity' AS DOUBLE) ELSE ((CAST(`loss_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`loss_rest` AS DOUBLE) / 1.2379400392853803e27D)) END AS `loss_sum`,
  CASE WHEN (CAST(`row_count` AS DOUBLE) > 0e0D) THEN (CASE WHEN (`infinite_count` > 0e0D) THEN CAST('Infinity' AS DOUBLE) ELSE ((CAST(`loss_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`loss_rest` AS DOUBLE) / 1.2379400392853803e27D)) END / CAST(`row_count` AS DOUBLE)) ELSE NULL END AS `loss_mean`
FROM `results`;

WITH `stage_0` AS (
  SELECT
    CAST(`source`.`p` AS DOUBLE) AS `x`,
    CAST(`source`.`y` AS DOUBLE) AS `y`,
    CAST(`source`.`w` AS DOUBLE) AS `w`
  FROM `t` AS `source`
),
`stage_1` AS (
  SELECT
    *,
    CASE WHEN ((`y` >= 1e-150D) AND (`w` >= 1e-100D)) THEN (`w` * `y`) ELSE 0e0D END AS `positive`,
    CASE WHEN (((1e0D - `y`) >= 1e-150D) AND (`w` >= 1e-100D)) THEN (`w` * (1e0D - `y`)) ELSE 0e0D END AS `negative`,
    GREATEST((1e0D - `x`), 1.1102230246251565e-16D) AS `q`,
    LN(GREATEST(`x`, 5e-324D)) AS `ln_p`,
    CASE WHEN (`x` IS NULL) THEN 1e0D WHEN (CASE WHEN (`x` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 2e0D WHEN (CASE WHEN ((`x` >= 0e0D) AND (`x` <= 1e0D)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 3e0D WHEN (`y` IS NULL) THEN 1e0D WHEN (CASE WHEN (`y` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 2e0D WHEN (CASE WHEN ((`y` >= 0e0D) AND (`y` <= 1e0D)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 4e0D WHEN (`w` IS NULL) THEN 1e0D WHEN (CASE WHEN (`w` <= CAST('Infinity' AS DOUBLE)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 2e0D WHEN (CASE WHEN ((`w` >= 0e0D) AND (`w` <= 1e9D)) THEN 0e0D ELSE 1e0D END = 1e0D) THEN 5e0D ELSE 0e0D END AS `problem`,
    `w` AS `weight`
  FROM `stage_0`
),
`stage_2` AS (
  SELECT
    *,
    (((1e0D - `q`) - `x`) / `q`) AS `r`,
    LN(`q`) AS `ln_q`,
    CASE WHEN ((`problem` = 0e0D) AND (`weight` < 4.294967296e9D)) THEN (`weight` * 1.073741824e9D) ELSE 0e0D END AS `weight_scaled`
  FROM `stage_1`
),
`stage_3` AS (
  SELECT
    *,
    FLOOR((`weight_scaled` + 5e-1D)) AS `weight_units`,
    (CASE WHEN ((`positive` = 0e0D) OR (`x` = 1e0D)) THEN 0e0D WHEN (`x` = 0e0D) THEN CAST('Infinity' AS DOUBLE) WHEN ((2e0D * `ln_q`) <= (-7.4444e2D)) THEN 0e0D ELSE (((`q` * `q`) * (1e0D + (2e0D * `r`))) * (`positive` * (0e0D - `ln_p`))) END + CASE WHEN ((`negative` = 0e0D) OR (`x` = 0e0D)) THEN 0e0D WHEN (`x` = 1e0D) THEN CAST('Infinity' AS DOUBLE) WHEN ((2e0D * `ln_p`) <= (-7.4444e2D)) THEN 0e0D ELSE ((`x` * `x`) * (`negative` * (0e0D - (`ln_q` + `r`)))) END) AS `loss_0`
  FROM `stage_2`
),
`stage_4` AS (
  SELECT
    *,
    FLOOR((((`weight_scaled` - `weight_units`) * 1.152921504606847e18D) + 5e-1D)) AS `weight_rest`,
    CASE WHEN ((`problem` = 0e0D) AND (`loss_0` < 4.294967296e9D)) THEN (`loss_0` * 1.073741824e9D) ELSE 0e0D END AS `loss_0_scaled`
  FROM `stage_3`
),
`stage_5` AS (
  SELECT
    *,
    FLOOR((`loss_0_scaled` + 5e-1D)) AS `loss_0_units`
  FROM `stage_4`
),
`stage_6` AS (
  SELECT
    *,
    FLOOR((((`loss_0_scaled` - `loss_0_units`) * 1.152921504606847e18D) + 5e-1D)) AS `loss_0_rest`
  FROM `stage_5`
),
`totals` AS (
  SELECT
    COUNT(CASE WHEN (`problem` = 0e0D) THEN 1e0D ELSE NULL END) AS `row_count`,
    COUNT(CASE WHEN (`problem` = 1e0D) THEN 1e0D ELSE NULL END) AS `bad_null`,
    COUNT(CASE WHEN (`problem` = 2e0D) THEN 1e0D ELSE NULL END) AS `bad_nan`,
    COUNT(CASE WHEN (`problem` = 3e0D) THEN 1e0D ELSE NULL END) AS `bad_prediction`,
    COUNT(CASE WHEN (`problem` = 4e0D) THEN 1e0D ELSE NULL END) AS `bad_label`,
    COUNT(CASE WHEN (`problem` = 5e0D) THEN 1e0D ELSE NULL END) AS `bad_weight`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`y` >= 5e-1D)) THEN 1e0D ELSE NULL END) AS `positive_count`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND ((`y` > 0e0D) AND (`y` < 1e0D))) THEN 1e0D ELSE NULL END) AS `soft_count`,
    COALESCE(SUM(CAST(CAST(`weight_units` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `weight_units`,
    COALESCE(SUM(CAST(CAST(`weight_rest` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `weight_rest`,
    COUNT(CASE WHEN ((`problem` = 0e0D) AND (`loss_0` >= 4.294967296e9D)) THEN 1e0D ELSE NULL END) AS `infinite_count_0`,
    COALESCE(SUM(CAST(CAST(`loss_0_units` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_0_units`,
    COALESCE(SUM(CAST(CAST(`loss_0_rest` AS BIGINT) AS DECIMAL(38, 0))), CAST(0e0D AS DECIMAL(38, 0))) AS `loss_0_rest`
  FROM `stage_6`
),
`gammas` AS (
  SELECT
    2e0D AS `gamma`
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
  ((CAST(`weight_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`weight_rest` AS DOUBLE) / 1.2379400392853803e27D)) AS `weight_sum`,
  `infinite_count` AS `infinite_count`,
  `loss_units` AS `loss_units`,
  `loss_rest` AS `loss_rest`,
  CASE WHEN (`infinite_count` > 0e0D) THEN CAST('Infinity' AS DOUBLE) ELSE ((CAST(`loss_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`loss_rest` AS DOUBLE) / 1.2379400392853803e27D)) END AS `loss_sum`,
  CASE WHEN (((CAST(`weight_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`weight_rest` AS DOUBLE) / 1.2379400392853803e27D)) > 0e0D) THEN (CASE WHEN (`infinite_count` > 0e0D) THEN CAST('Infinity' AS DOUBLE) ELSE ((CAST(`loss_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`loss_rest` AS DOUBLE) / 1.2379400392853803e27D)) END / ((CAST(`weight_units` AS DOUBLE) / 1.073741824e9D) + (CAST(`weight_rest` AS DOUBLE) / 1.2379400392853803e27D))) ELSE NULL END AS `loss_mean`
FROM `results`;
