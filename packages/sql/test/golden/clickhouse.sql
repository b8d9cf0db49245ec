SELECT CASE WHEN (((toFloat64("p") >= toFloat64(0e0)) AND (toFloat64("p") <= toFloat64(1e0))) AND ((toFloat64("y") >= toFloat64(0e0)) AND (toFloat64("y") <= toFloat64(1e0)))) THEN (CASE WHEN ((CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END = toFloat64(0e0)) OR (toFloat64("p") = toFloat64(1e0))) THEN toFloat64(0e0) WHEN (toFloat64("p") = toFloat64(0e0)) THEN toFloat64('inf') WHEN ((toFloat64(2e0) * LN(GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16)))) <= (-toFloat64(7.4444e2))) THEN toFloat64(0e0) ELSE (((GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16)) * GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16))) * (toFloat64(1e0) + (toFloat64(2e0) * (((toFloat64(1e0) - GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16))) - toFloat64("p")) / GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16)))))) * (CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END * (toFloat64(0e0) - LN(GREATEST(toFloat64("p"), reinterpretAsFloat64(toUInt64(1))))))) END + CASE WHEN ((CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END = toFloat64(0e0)) OR (toFloat64("p") = toFloat64(0e0))) THEN toFloat64(0e0) WHEN (toFloat64("p") = toFloat64(1e0)) THEN toFloat64('inf') WHEN ((toFloat64(2e0) * LN(GREATEST(toFloat64("p"), reinterpretAsFloat64(toUInt64(1))))) <= (-toFloat64(7.4444e2))) THEN toFloat64(0e0) ELSE ((toFloat64("p") * toFloat64("p")) * (CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END * (toFloat64(0e0) - (LN(GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16))) + (((toFloat64(1e0) - GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16))) - toFloat64("p")) / GREATEST((toFloat64(1e0) - toFloat64("p")), toFloat64(1.1102230246251565e-16))))))) END) WHEN ((toFloat64("p") IS NULL) OR (toFloat64("y") IS NULL)) THEN NULL ELSE toFloat64('nan') END FROM t;

SELECT CASE WHEN ((toFloat64("z") <= toFloat64('inf')) AND ((toFloat64("y") >= toFloat64(0e0)) AND (toFloat64("y") <= toFloat64(1e0)))) THEN (CASE WHEN ((CASE WHEN (toFloat64("z") >= toFloat64(0e0)) THEN CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END ELSE CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END END > toFloat64(0e0)) AND (GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)) < toFloat64(7.44439e2))) THEN (CASE WHEN (toFloat64("z") >= toFloat64(0e0)) THEN CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END ELSE CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END END * (LN((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)))))) + ((EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)))) - ((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290))))) - toFloat64(1e0))) / (toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)))))))) ELSE toFloat64(0e0) END + CASE WHEN (CASE WHEN (toFloat64("z") >= toFloat64(0e0)) THEN CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END ELSE CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END END > toFloat64(0e0)) THEN (CASE WHEN (toFloat64("z") >= toFloat64(0e0)) THEN CASE WHEN ((toFloat64(1e0) - toFloat64("y")) >= toFloat64(1e-150)) THEN (toFloat64(1e0) - toFloat64("y")) ELSE toFloat64(0e0) END ELSE CASE WHEN (toFloat64("y") >= toFloat64(1e-150)) THEN toFloat64("y") ELSE toFloat64(0e0) END END * (ABS(toFloat64("z")) + (LN((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)))))) + ((EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290)))) - ((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290))))) - toFloat64(1e0))) / (toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("z")), toFloat64(7.4513e2)), toFloat64(1e-290))))))))) ELSE toFloat64(0e0) END) WHEN ((toFloat64("z") IS NULL) OR (toFloat64("y") IS NULL)) THEN NULL ELSE toFloat64('nan') END FROM t;

SELECT
  "source".*,
  CASE WHEN (((toFloat64("source"."z") <= toFloat64('inf')) AND ((toFloat64("source"."y") >= toFloat64(0e0)) AND (toFloat64("source"."y") <= toFloat64(1e0)))) AND ((toFloat64("source"."w") >= toFloat64(0e0)) AND (toFloat64("source"."w") <= toFloat64(1e9)))) THEN ((POWER((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))), (-toFloat64(1.7e0))) * (toFloat64(1e0) + ((-toFloat64(1.7e0)) * ((EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)))) - ((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))) - toFloat64(1e0))) / (toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))))))) * (CASE WHEN ((CASE WHEN (toFloat64("source"."z") >= toFloat64(0e0)) THEN CASE WHEN ((toFloat64("source"."y") >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN ((toFloat64(3e0) * toFloat64("source"."w")) * toFloat64("source"."y")) ELSE toFloat64(0e0) END ELSE CASE WHEN (((toFloat64(1e0) - toFloat64("source"."y")) >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN (toFloat64("source"."w") * (toFloat64(1e0) - toFloat64("source"."y"))) ELSE toFloat64(0e0) END END > toFloat64(0e0)) AND (GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)) < toFloat64(2.75718e2))) THEN (CASE WHEN (toFloat64("source"."z") >= toFloat64(0e0)) THEN CASE WHEN ((toFloat64("source"."y") >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN ((toFloat64(3e0) * toFloat64("source"."w")) * toFloat64("source"."y")) ELSE toFloat64(0e0) END ELSE CASE WHEN (((toFloat64(1e0) - toFloat64("source"."y")) >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN (toFloat64("source"."w") * (toFloat64(1e0) - toFloat64("source"."y"))) ELSE toFloat64(0e0) END END * ((EXP((toFloat64(0e0) - (toFloat64(1.6999999999534339e0) * (FLOOR((GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)) * toFloat64(1.024e3))) / toFloat64(1.024e3))))) * EXP((toFloat64(0e0) - ((toFloat64(1.7e0) * (GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)) - (FLOOR((GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)) * toFloat64(1.024e3))) / toFloat64(1.024e3)))) + (toFloat64(4.656608432185294e-11) * (FLOOR((GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)) * toFloat64(1.024e3))) / toFloat64(1.024e3))))))) * (LN((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)))))) + ((EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)))) - ((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))) - toFloat64(1e0))) / (toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))))))) ELSE toFloat64(0e0) END + CASE WHEN (CASE WHEN (toFloat64("source"."z") >= toFloat64(0e0)) THEN CASE WHEN (((toFloat64(1e0) - toFloat64("source"."y")) >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN (toFloat64("source"."w") * (toFloat64(1e0) - toFloat64("source"."y"))) ELSE toFloat64(0e0) END ELSE CASE WHEN ((toFloat64("source"."y") >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN ((toFloat64(3e0) * toFloat64("source"."w")) * toFloat64("source"."y")) ELSE toFloat64(0e0) END END > toFloat64(0e0)) THEN (CASE WHEN (toFloat64("source"."z") >= toFloat64(0e0)) THEN CASE WHEN (((toFloat64(1e0) - toFloat64("source"."y")) >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN (toFloat64("source"."w") * (toFloat64(1e0) - toFloat64("source"."y"))) ELSE toFloat64(0e0) END ELSE CASE WHEN ((toFloat64("source"."y") >= toFloat64(1e-150)) AND (toFloat64("source"."w") >= toFloat64(1e-100))) THEN ((toFloat64(3e0) * toFloat64("source"."w")) * toFloat64("source"."y")) ELSE toFloat64(0e0) END END * (ABS(toFloat64("source"."z")) + (LN((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)))))) + ((EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290)))) - ((toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))) - toFloat64(1e0))) / (toFloat64(1e0) + EXP((toFloat64(0e0) - GREATEST(LEAST(ABS(toFloat64("source"."z")), toFloat64(7.4513e2)), toFloat64(1e-290))))))))) ELSE toFloat64(0e0) END)) WHEN (((toFloat64("source"."z") IS NULL) OR (toFloat64("source"."y") IS NULL)) OR (toFloat64("source"."w") IS NULL)) THEN NULL ELSE toFloat64('nan') END AS "loss"
FROM "s"."t" AS "source";

WITH "stage_0" AS (
  SELECT
    "source"."g" AS "by_0",
    toFloat64("source"."z") AS "x",
    toFloat64("source"."y") AS "y"
  FROM "t" AS "source"
),
"stage_1" AS (
  SELECT
    *,
    CASE WHEN ("y" >= toFloat64(1e-150)) THEN (toFloat64(2.5e-1) * "y") ELSE toFloat64(0e0) END AS "positive",
    CASE WHEN ((toFloat64(1e0) - "y") >= toFloat64(1e-150)) THEN (toFloat64(7.5e-1) * (toFloat64(1e0) - "y")) ELSE toFloat64(0e0) END AS "negative",
    ABS("x") AS "m",
    CASE WHEN ("x" IS NULL) THEN toFloat64(1e0) WHEN (CASE WHEN ("x" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(2e0) WHEN (CASE WHEN ("x" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(3e0) WHEN ("y" IS NULL) THEN toFloat64(1e0) WHEN (CASE WHEN ("y" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(2e0) WHEN (CASE WHEN (("y" >= toFloat64(0e0)) AND ("y" <= toFloat64(1e0))) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(4e0) ELSE toFloat64(0e0) END AS "problem"
  FROM "stage_0"
),
"stage_2" AS (
  SELECT
    *,
    CASE WHEN ("x" >= toFloat64(0e0)) THEN "positive" ELSE "negative" END AS "right",
    CASE WHEN ("x" >= toFloat64(0e0)) THEN "negative" ELSE "positive" END AS "wrong",
    GREATEST(LEAST("m", toFloat64(7.4513e2)), toFloat64(1e-290)) AS "a"
  FROM "stage_1"
),
"stage_3" AS (
  SELECT
    *,
    EXP((toFloat64(0e0) - "a")) AS "t"
  FROM "stage_2"
),
"stage_4" AS (
  SELECT
    *,
    (toFloat64(1e0) + "t") AS "u",
    GREATEST("t", toFloat64(3.3546262790251185e-4)) AS "root"
  FROM "stage_3"
),
"stage_5" AS (
  SELECT
    *,
    (("t" - ("u" - toFloat64(1e0))) / "u") AS "r",
    (EXP((toFloat64(0e0) - (toFloat64(6.4e1) * LEAST("a", toFloat64(8e0))))) / POWER("root", toFloat64(6.4e1))) AS "powers"
  FROM "stage_4"
),
"stage_6" AS (
  SELECT
    *,
    (LN("u") + "r") AS "l",
    ("root" * (("powers" - toFloat64(1e0)) / toFloat64(6.4e1))) AS "s"
  FROM "stage_5"
),
"stage_7" AS (
  SELECT
    *,
    (CASE WHEN (("right" > toFloat64(0e0)) AND ("a" < toFloat64(7.44439e2))) THEN ("right" * "l") ELSE toFloat64(0e0) END + CASE WHEN ("wrong" > toFloat64(0e0)) THEN ("wrong" * ("m" + "l")) ELSE toFloat64(0e0) END) AS "loss_0",
    (((toFloat64(1e0) / ("u" * "u")) * (toFloat64(1e0) + ((-toFloat64(2e0)) * "r"))) * (CASE WHEN (("right" > toFloat64(0e0)) AND ("a" < toFloat64(2.48146e2))) THEN ("right" * (EXP((toFloat64(0e0) - (toFloat64(2e0) * "a"))) * "l")) ELSE toFloat64(0e0) END + CASE WHEN ("wrong" > toFloat64(0e0)) THEN ("wrong" * ("m" + "l")) ELSE toFloat64(0e0) END)) AS "loss_1",
    ((POWER("u", (-toFloat64(5e0))) * (toFloat64(1e0) + ((-toFloat64(5e0)) * ("r" + ("s" / "u"))))) * (CASE WHEN (("right" > toFloat64(0e0)) AND ("a" < toFloat64(1.24073e2))) THEN ("right" * ((EXP((toFloat64(0e0) - (toFloat64(5e0) * (FLOOR(("a" * toFloat64(1.024e3))) / toFloat64(1.024e3))))) * EXP((toFloat64(0e0) - (toFloat64(5e0) * ("a" - (FLOOR(("a" * toFloat64(1.024e3))) / toFloat64(1.024e3))))))) * "l")) ELSE toFloat64(0e0) END + CASE WHEN ("wrong" > toFloat64(0e0)) THEN ("wrong" * ("m" + "l")) ELSE toFloat64(0e0) END)) AS "loss_2"
  FROM "stage_6"
),
"stage_8" AS (
  SELECT
    *,
    CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_0" < toFloat64(4.294967296e9))) THEN ("loss_0" * toFloat64(1.073741824e9)) ELSE toFloat64(0e0) END AS "loss_0_scaled",
    CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_1" < toFloat64(4.294967296e9))) THEN ("loss_1" * toFloat64(1.073741824e9)) ELSE toFloat64(0e0) END AS "loss_1_scaled",
    CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_2" < toFloat64(4.294967296e9))) THEN ("loss_2" * toFloat64(1.073741824e9)) ELSE toFloat64(0e0) END AS "loss_2_scaled"
  FROM "stage_7"
),
"stage_9" AS (
  SELECT
    *,
    FLOOR(("loss_0_scaled" + toFloat64(5e-1))) AS "loss_0_units",
    FLOOR(("loss_1_scaled" + toFloat64(5e-1))) AS "loss_1_units",
    FLOOR(("loss_2_scaled" + toFloat64(5e-1))) AS "loss_2_units"
  FROM "stage_8"
),
"stage_10" AS (
  SELECT
    *,
    FLOOR(((("loss_0_scaled" - "loss_0_units") * toFloat64(1.152921504606847e18)) + toFloat64(5e-1))) AS "loss_0_rest",
    FLOOR(((("loss_1_scaled" - "loss_1_units") * toFloat64(1.152921504606847e18)) + toFloat64(5e-1))) AS "loss_1_rest",
    FLOOR(((("loss_2_scaled" - "loss_2_units") * toFloat64(1.152921504606847e18)) + toFloat64(5e-1))) AS "loss_2_rest"
  FROM "stage_9"
),
"totals" AS (
  SELECT
    "by_0" AS "by_0",
    COUNT(CASE WHEN ("problem" = toFloat64(0e0)) THEN toFloat64(1e0) ELSE NULL END) AS "row_count",
    COUNT(CASE WHEN ("problem" = toFloat64(1e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_null",
    COUNT(CASE WHEN ("problem" = toFloat64(2e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_nan",
    COUNT(CASE WHEN ("problem" = toFloat64(3e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_prediction",
    COUNT(CASE WHEN ("problem" = toFloat64(4e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_label",
    COUNT(CASE WHEN ("problem" = toFloat64(5e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_weight",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("y" >= toFloat64(5e-1))) THEN toFloat64(1e0) ELSE NULL END) AS "positive_count",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND (("y" > toFloat64(0e0)) AND ("y" < toFloat64(1e0)))) THEN toFloat64(1e0) ELSE NULL END) AS "soft_count",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_0" >= toFloat64(4.294967296e9))) THEN toFloat64(1e0) ELSE NULL END) AS "infinite_count_0",
    COALESCE(SUM(toInt128(toInt64("loss_0_units"))), toInt128(toFloat64(0e0))) AS "loss_0_units",
    COALESCE(SUM(toInt128(toInt64("loss_0_rest"))), toInt128(toFloat64(0e0))) AS "loss_0_rest",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_1" >= toFloat64(4.294967296e9))) THEN toFloat64(1e0) ELSE NULL END) AS "infinite_count_1",
    COALESCE(SUM(toInt128(toInt64("loss_1_units"))), toInt128(toFloat64(0e0))) AS "loss_1_units",
    COALESCE(SUM(toInt128(toInt64("loss_1_rest"))), toInt128(toFloat64(0e0))) AS "loss_1_rest",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_2" >= toFloat64(4.294967296e9))) THEN toFloat64(1e0) ELSE NULL END) AS "infinite_count_2",
    COALESCE(SUM(toInt128(toInt64("loss_2_units"))), toInt128(toFloat64(0e0))) AS "loss_2_units",
    COALESCE(SUM(toInt128(toInt64("loss_2_rest"))), toInt128(toFloat64(0e0))) AS "loss_2_rest"
  FROM "stage_10"
  GROUP BY "by_0"
),
"gammas" AS (
  SELECT
    toFloat64(0e0) AS "gamma"
  UNION ALL
  SELECT
    toFloat64(2e0) AS "gamma"
  UNION ALL
  SELECT
    toFloat64(5e0) AS "gamma"
),
"results" AS (
  SELECT
    "by_0" AS "by_0",
    "row_count" AS "row_count",
    "bad_null" AS "bad_null",
    "bad_nan" AS "bad_nan",
    "bad_prediction" AS "bad_prediction",
    "bad_label" AS "bad_label",
    "bad_weight" AS "bad_weight",
    "positive_count" AS "positive_count",
    "soft_count" AS "soft_count",
    "gamma" AS "gamma",
    CASE WHEN ("gamma" = toFloat64(0e0)) THEN "infinite_count_0" WHEN ("gamma" = toFloat64(2e0)) THEN "infinite_count_1" ELSE "infinite_count_2" END AS "infinite_count",
    CASE WHEN ("gamma" = toFloat64(0e0)) THEN "loss_0_units" WHEN ("gamma" = toFloat64(2e0)) THEN "loss_1_units" ELSE "loss_2_units" END AS "loss_units",
    CASE WHEN ("gamma" = toFloat64(0e0)) THEN "loss_0_rest" WHEN ("gamma" = toFloat64(2e0)) THEN "loss_1_rest" ELSE "loss_2_rest" END AS "loss_rest"
  FROM "totals" CROSS JOIN "gammas"
)
SELECT
  "by_0" AS "g",
  "gamma" AS "gamma",
  "row_count" AS "row_count",
  "bad_null" AS "bad_null",
  "bad_nan" AS "bad_nan",
  "bad_prediction" AS "bad_prediction",
  "bad_label" AS "bad_label",
  "bad_weight" AS "bad_weight",
  "positive_count" AS "positive_count",
  "soft_count" AS "soft_count",
  "infinite_count" AS "infinite_count",
  "loss_units" AS "loss_units",
  "loss_rest" AS "loss_rest",
  CASE WHEN ("infinite_count" > toFloat64(0e0)) THEN toFloat64('inf') ELSE ((toFloat64("loss_units") / toFloat64(1.073741824e9)) + (toFloat64("loss_rest") / toFloat64(1.2379400392853803e27))) END AS "loss_sum",
  CASE WHEN (toFloat64("row_count") > toFloat64(0e0)) THEN (CASE WHEN ("infinite_count" > toFloat64(0e0)) THEN toFloat64('inf') ELSE ((toFloat64("loss_units") / toFloat64(1.073741824e9)) + (toFloat64("loss_rest") / toFloat64(1.2379400392853803e27))) END / toFloat64("row_count")) ELSE NULL END AS "loss_mean"
FROM "results";

WITH "stage_0" AS (
  SELECT
    toFloat64("source"."p") AS "x",
    toFloat64("source"."y") AS "y",
    toFloat64("source"."w") AS "w"
  FROM "t" AS "source"
),
"stage_1" AS (
  SELECT
    *,
    CASE WHEN (("y" >= toFloat64(1e-150)) AND ("w" >= toFloat64(1e-100))) THEN ("w" * "y") ELSE toFloat64(0e0) END AS "positive",
    CASE WHEN (((toFloat64(1e0) - "y") >= toFloat64(1e-150)) AND ("w" >= toFloat64(1e-100))) THEN ("w" * (toFloat64(1e0) - "y")) ELSE toFloat64(0e0) END AS "negative",
    GREATEST((toFloat64(1e0) - "x"), toFloat64(1.1102230246251565e-16)) AS "q",
    LN(GREATEST("x", reinterpretAsFloat64(toUInt64(1)))) AS "ln_p",
    CASE WHEN ("x" IS NULL) THEN toFloat64(1e0) WHEN (CASE WHEN ("x" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(2e0) WHEN (CASE WHEN (("x" >= toFloat64(0e0)) AND ("x" <= toFloat64(1e0))) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(3e0) WHEN ("y" IS NULL) THEN toFloat64(1e0) WHEN (CASE WHEN ("y" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(2e0) WHEN (CASE WHEN (("y" >= toFloat64(0e0)) AND ("y" <= toFloat64(1e0))) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(4e0) WHEN ("w" IS NULL) THEN toFloat64(1e0) WHEN (CASE WHEN ("w" <= toFloat64('inf')) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(2e0) WHEN (CASE WHEN (("w" >= toFloat64(0e0)) AND ("w" <= toFloat64(1e9))) THEN toFloat64(0e0) ELSE toFloat64(1e0) END = toFloat64(1e0)) THEN toFloat64(5e0) ELSE toFloat64(0e0) END AS "problem",
    "w" AS "weight"
  FROM "stage_0"
),
"stage_2" AS (
  SELECT
    *,
    (((toFloat64(1e0) - "q") - "x") / "q") AS "r",
    LN("q") AS "ln_q",
    CASE WHEN (("problem" = toFloat64(0e0)) AND ("weight" < toFloat64(4.294967296e9))) THEN ("weight" * toFloat64(1.073741824e9)) ELSE toFloat64(0e0) END AS "weight_scaled"
  FROM "stage_1"
),
"stage_3" AS (
  SELECT
    *,
    FLOOR(("weight_scaled" + toFloat64(5e-1))) AS "weight_units",
    (CASE WHEN (("positive" = toFloat64(0e0)) OR ("x" = toFloat64(1e0))) THEN toFloat64(0e0) WHEN ("x" = toFloat64(0e0)) THEN toFloat64('inf') WHEN ((toFloat64(2e0) * "ln_q") <= (-toFloat64(7.4444e2))) THEN toFloat64(0e0) ELSE ((("q" * "q") * (toFloat64(1e0) + (toFloat64(2e0) * "r"))) * ("positive" * (toFloat64(0e0) - "ln_p"))) END + CASE WHEN (("negative" = toFloat64(0e0)) OR ("x" = toFloat64(0e0))) THEN toFloat64(0e0) WHEN ("x" = toFloat64(1e0)) THEN toFloat64('inf') WHEN ((toFloat64(2e0) * "ln_p") <= (-toFloat64(7.4444e2))) THEN toFloat64(0e0) ELSE (("x" * "x") * ("negative" * (toFloat64(0e0) - ("ln_q" + "r")))) END) AS "loss_0"
  FROM "stage_2"
),
"stage_4" AS (
  SELECT
    *,
    FLOOR(((("weight_scaled" - "weight_units") * toFloat64(1.152921504606847e18)) + toFloat64(5e-1))) AS "weight_rest",
    CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_0" < toFloat64(4.294967296e9))) THEN ("loss_0" * toFloat64(1.073741824e9)) ELSE toFloat64(0e0) END AS "loss_0_scaled"
  FROM "stage_3"
),
"stage_5" AS (
  SELECT
    *,
    FLOOR(("loss_0_scaled" + toFloat64(5e-1))) AS "loss_0_units"
  FROM "stage_4"
),
"stage_6" AS (
  SELECT
    *,
    FLOOR(((("loss_0_scaled" - "loss_0_units") * toFloat64(1.152921504606847e18)) + toFloat64(5e-1))) AS "loss_0_rest"
  FROM "stage_5"
),
"totals" AS (
  SELECT
    COUNT(CASE WHEN ("problem" = toFloat64(0e0)) THEN toFloat64(1e0) ELSE NULL END) AS "row_count",
    COUNT(CASE WHEN ("problem" = toFloat64(1e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_null",
    COUNT(CASE WHEN ("problem" = toFloat64(2e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_nan",
    COUNT(CASE WHEN ("problem" = toFloat64(3e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_prediction",
    COUNT(CASE WHEN ("problem" = toFloat64(4e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_label",
    COUNT(CASE WHEN ("problem" = toFloat64(5e0)) THEN toFloat64(1e0) ELSE NULL END) AS "bad_weight",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("y" >= toFloat64(5e-1))) THEN toFloat64(1e0) ELSE NULL END) AS "positive_count",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND (("y" > toFloat64(0e0)) AND ("y" < toFloat64(1e0)))) THEN toFloat64(1e0) ELSE NULL END) AS "soft_count",
    COALESCE(SUM(toInt128(toInt64("weight_units"))), toInt128(toFloat64(0e0))) AS "weight_units",
    COALESCE(SUM(toInt128(toInt64("weight_rest"))), toInt128(toFloat64(0e0))) AS "weight_rest",
    COUNT(CASE WHEN (("problem" = toFloat64(0e0)) AND ("loss_0" >= toFloat64(4.294967296e9))) THEN toFloat64(1e0) ELSE NULL END) AS "infinite_count_0",
    COALESCE(SUM(toInt128(toInt64("loss_0_units"))), toInt128(toFloat64(0e0))) AS "loss_0_units",
    COALESCE(SUM(toInt128(toInt64("loss_0_rest"))), toInt128(toFloat64(0e0))) AS "loss_0_rest"
  FROM "stage_6"
),
"gammas" AS (
  SELECT
    toFloat64(2e0) AS "gamma"
),
"results" AS (
  SELECT
    "row_count" AS "row_count",
    "bad_null" AS "bad_null",
    "bad_nan" AS "bad_nan",
    "bad_prediction" AS "bad_prediction",
    "bad_label" AS "bad_label",
    "bad_weight" AS "bad_weight",
    "positive_count" AS "positive_count",
    "soft_count" AS "soft_count",
    "weight_units" AS "weight_units",
    "weight_rest" AS "weight_rest",
    "gamma" AS "gamma",
    "infinite_count_0" AS "infinite_count",
    "loss_0_units" AS "loss_units",
    "loss_0_rest" AS "loss_rest"
  FROM "totals" CROSS JOIN "gammas"
)
SELECT
  "gamma" AS "gamma",
  "row_count" AS "row_count",
  "bad_null" AS "bad_null",
  "bad_nan" AS "bad_nan",
  "bad_prediction" AS "bad_prediction",
  "bad_label" AS "bad_label",
  "bad_weight" AS "bad_weight",
  "positive_count" AS "positive_count",
  "soft_count" AS "soft_count",
  "weight_units" AS "weight_units",
  "weight_rest" AS "weight_rest",
  ((toFloat64("weight_units") / toFloat64(1.073741824e9)) + (toFloat64("weight_rest") / toFloat64(1.2379400392853803e27))) AS "weight_sum",
  "infinite_count" AS "infinite_count",
  "loss_units" AS "loss_units",
  "loss_rest" AS "loss_rest",
  CASE WHEN ("infinite_count" > toFloat64(0e0)) THEN toFloat64('inf') ELSE ((toFloat64("loss_units") / toFloat64(1.073741824e9)) + (toFloat64("loss_rest") / toFloat64(1.2379400392853803e27))) END AS "loss_sum",
  CASE WHEN (((toFloat64("weight_units") / toFloat64(1.073741824e9)) + (toFloat64("weight_rest") / toFloat64(1.2379400392853803e27))) > toFloat64(0e0)) THEN (CASE WHEN ("infinite_count" > toFloat64(0e0)) THEN toFloat64('inf') ELSE ((toFloat64("loss_units") / toFloat64(1.073741824e9)) + (toFloat64("loss_rest") / toFloat64(1.2379400392853803e27))) END / ((toFloat64("weight_units") / toFloat64(1.073741824e9)) + (toFloat64("weight_rest") / toFloat64(1.2379400392853803e27)))) ELSE NULL END AS "loss_mean"
FROM "results";
