SELECT CASE WHEN (((CAST("p" AS float8) >= '0e0'::float8) AND (CAST("p" AS float8) <= '1e0'::float8)) AND ((CAST("y" AS float8) >= '0e0'::float8) AND (CAST("y" AS float8) <= '1e0'::float8))) THEN (CASE WHEN ((CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END = '0e0'::float8) OR (CAST("p" AS float8) = '1e0'::float8)) THEN '0e0'::float8 WHEN (CAST("p" AS float8) = '0e0'::float8) THEN 'Infinity'::float8 WHEN (('2e0'::float8 * LN(GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8))) <= (-'7.4444e2'::float8)) THEN '0e0'::float8 ELSE CASE WHEN (CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END * ('0e0'::float8 - LN(GREATEST(CAST("p" AS float8), '5e-324'::float8)))) > '5e-324'::float8 / LEAST(((GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8) * GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) * ('1e0'::float8 + ('2e0'::float8 * ((('1e0'::float8 - GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) - CAST("p" AS float8)) / GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8))))), '1e0'::float8) THEN ((GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8) * GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) * ('1e0'::float8 + ('2e0'::float8 * ((('1e0'::float8 - GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) - CAST("p" AS float8)) / GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8))))) * (CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END * ('0e0'::float8 - LN(GREATEST(CAST("p" AS float8), '5e-324'::float8)))) ELSE '0e0'::float8 END END + CASE WHEN ((CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END = '0e0'::float8) OR (CAST("p" AS float8) = '0e0'::float8)) THEN '0e0'::float8 WHEN (CAST("p" AS float8) = '1e0'::float8) THEN 'Infinity'::float8 WHEN (('2e0'::float8 * LN(GREATEST(CAST("p" AS float8), '5e-324'::float8))) <= (-'7.4444e2'::float8)) THEN '0e0'::float8 ELSE CASE WHEN (CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END * ('0e0'::float8 - (LN(GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) + ((('1e0'::float8 - GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) - CAST("p" AS float8)) / GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8))))) > '5e-324'::float8 / LEAST((CAST("p" AS float8) * CAST("p" AS float8)), '1e0'::float8) THEN (CAST("p" AS float8) * CAST("p" AS float8)) * (CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END * ('0e0'::float8 - (LN(GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) + ((('1e0'::float8 - GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8)) - CAST("p" AS float8)) / GREATEST(('1e0'::float8 - CAST("p" AS float8)), '1.1102230246251565e-16'::float8))))) ELSE '0e0'::float8 END END) WHEN ((CAST("p" AS float8) IS NULL) OR (CAST("y" AS float8) IS NULL)) THEN NULL ELSE 'NaN'::float8 END FROM t;

SELECT CASE WHEN ((CAST("z" AS float8) <= 'Infinity'::float8) AND ((CAST("y" AS float8) >= '0e0'::float8) AND (CAST("y" AS float8) <= '1e0'::float8))) THEN (CASE WHEN ((CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END ELSE CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END END > '0e0'::float8) AND (GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) < '7.44439e2'::float8)) THEN CASE WHEN (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))))) > '5e-324'::float8 / LEAST(CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END ELSE CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END END, '1e0'::float8) THEN CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END ELSE CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END END * (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))))) ELSE '0e0'::float8 END ELSE '0e0'::float8 END + CASE WHEN (CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END END > '0e0'::float8) THEN CASE WHEN (ABS(CAST("z" AS float8)) + (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) > '1.7976931348623157e308'::float8 / GREATEST(CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END END, '1e0'::float8) THEN 'Infinity'::float8 ELSE CASE WHEN (CAST("z" AS float8) >= '0e0'::float8) THEN CASE WHEN (('1e0'::float8 - CAST("y" AS float8)) >= '1e-150'::float8) THEN ('1e0'::float8 - CAST("y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN (CAST("y" AS float8) >= '1e-150'::float8) THEN CAST("y" AS float8) ELSE '0e0'::float8 END END * (ABS(CAST("z" AS float8)) + (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) END ELSE '0e0'::float8 END) WHEN ((CAST("z" AS float8) IS NULL) OR (CAST("y" AS float8) IS NULL)) THEN NULL ELSE 'NaN'::float8 END FROM t;

SELECT
  "source".*,
  CASE WHEN (((CAST("source"."z" AS float8) <= 'Infinity'::float8) AND ((CAST("source"."y" AS float8) >= '0e0'::float8) AND (CAST("source"."y" AS float8) <= '1e0'::float8))) AND ((CAST("source"."w" AS float8) >= '0e0'::float8) AND (CAST("source"."w" AS float8) <= '1e9'::float8))) THEN ((POWER(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))), (-'1.7e0'::float8)) * ('1e0'::float8 + ((-'1.7e0'::float8) * ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))))))) * (CASE WHEN ((CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END END > '0e0'::float8) AND (GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) < '2.75718e2'::float8)) THEN CASE WHEN ((EXP(('0e0'::float8 - ('1.6999999999534339e0'::float8 * (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8)))) * EXP(('0e0'::float8 - (('1.7e0'::float8 * (GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) - (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8))) + ('4.656608432185294e-11'::float8 * (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8)))))) * (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) > '5e-324'::float8 / LEAST(CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END END, '1e0'::float8) THEN CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END ELSE CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END END * ((EXP(('0e0'::float8 - ('1.6999999999534339e0'::float8 * (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8)))) * EXP(('0e0'::float8 - (('1.7e0'::float8 * (GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) - (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8))) + ('4.656608432185294e-11'::float8 * (FLOOR((GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8) * '1.024e3'::float8)) / '1.024e3'::float8)))))) * (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) ELSE '0e0'::float8 END ELSE '0e0'::float8 END + CASE WHEN (CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END ELSE CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END END > '0e0'::float8) THEN CASE WHEN (ABS(CAST("source"."z" AS float8)) + (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) > '1.7976931348623157e308'::float8 / GREATEST(CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END ELSE CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END END, '1e0'::float8) THEN 'Infinity'::float8 ELSE CASE WHEN (CAST("source"."z" AS float8) >= '0e0'::float8) THEN CASE WHEN ((('1e0'::float8 - CAST("source"."y" AS float8)) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (CAST("source"."w" AS float8) * ('1e0'::float8 - CAST("source"."y" AS float8))) ELSE '0e0'::float8 END ELSE CASE WHEN ((CAST("source"."y" AS float8) >= '1e-150'::float8) AND (CAST("source"."w" AS float8) >= '1e-100'::float8)) THEN (('3e0'::float8 * CAST("source"."w" AS float8)) * CAST("source"."y" AS float8)) ELSE '0e0'::float8 END END * (ABS(CAST("source"."z" AS float8)) + (LN(('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))) + ((EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))) - (('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8)))) - '1e0'::float8)) / ('1e0'::float8 + EXP(('0e0'::float8 - GREATEST(LEAST(ABS(CAST("source"."z" AS float8)), '7.4513e2'::float8), '1e-290'::float8))))))) END ELSE '0e0'::float8 END)) WHEN (((CAST("source"."z" AS float8) IS NULL) OR (CAST("source"."y" AS float8) IS NULL)) OR (CAST("source"."w" AS float8) IS NULL)) THEN NULL ELSE 'NaN'::float8 END AS "loss"
FROM "s"."t" AS "source";

WITH "stage_0" AS (
  SELECT
    "source"."g" AS "by_0",
    CAST("source"."z" AS float8) AS "x",
    CAST("source"."y" AS float8) AS "y"
  FROM "t" AS "source" OFFSET 0
),
"stage_1" AS (
  SELECT
    *,
    CASE WHEN ("y" >= '1e-150'::float8) THEN ('2.5e-1'::float8 * "y") ELSE '0e0'::float8 END AS "positive",
    CASE WHEN (('1e0'::float8 - "y") >= '1e-150'::float8) THEN ('7.5e-1'::float8 * ('1e0'::float8 - "y")) ELSE '0e0'::float8 END AS "negative",
    ABS("x") AS "m",
    CASE WHEN ("x" IS NULL) THEN '1e0'::float8 WHEN (CASE WHEN ("x" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '2e0'::float8 WHEN (CASE WHEN ("x" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '3e0'::float8 WHEN ("y" IS NULL) THEN '1e0'::float8 WHEN (CASE WHEN ("y" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '2e0'::float8 WHEN (CASE WHEN (("y" >= '0e0'::float8) AND ("y" <= '1e0'::float8)) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '4e0'::float8 ELSE '0e0'::float8 END AS "problem"
  FROM "stage_0" OFFSET 0
),
"stage_2" AS (
  SELECT
    *,
    CASE WHEN ("x" >= '0e0'::float8) THEN "positive" ELSE "negative" END AS "right",
    CASE WHEN ("x" >= '0e0'::float8) THEN "negative" ELSE "positive" END AS "wrong",
    GREATEST(LEAST("m", '7.4513e2'::float8), '1e-290'::float8) AS "a"
  FROM "stage_1" OFFSET 0
),
"stage_3" AS (
  SELECT
    *,
    EXP(('0e0'::float8 - "a")) AS "t"
  FROM "stage_2" OFFSET 0
),
"stage_4" AS (
  SELECT
    *,
    ('1e0'::float8 + "t") AS "u",
    GREATEST("t", '3.3546262790251185e-4'::float8) AS "root"
  FROM "stage_3" OFFSET 0
),
"stage_5" AS (
  SELECT
    *,
    (("t" - ("u" - '1e0'::float8)) / "u") AS "r",
    (EXP(('0e0'::float8 - ('6.4e1'::float8 * LEAST("a", '8e0'::float8)))) / POWER("root", '6.4e1'::float8)) AS "powers"
  FROM "stage_4" OFFSET 0
),
"stage_6" AS (
  SELECT
    *,
    (LN("u") + "r") AS "l",
    ("root" * (("powers" - '1e0'::float8) / '6.4e1'::float8)) AS "s"
  FROM "stage_5" OFFSET 0
),
"stage_7" AS (
  SELECT
    *,
    (CASE WHEN (("right" > '0e0'::float8) AND ("a" < '7.44439e2'::float8)) THEN CASE WHEN "l" > '5e-324'::float8 / LEAST("right", '1e0'::float8) THEN "right" * "l" ELSE '0e0'::float8 END ELSE '0e0'::float8 END + CASE WHEN ("wrong" > '0e0'::float8) THEN CASE WHEN ("m" + "l") > '1.7976931348623157e308'::float8 / GREATEST("wrong", '1e0'::float8) THEN 'Infinity'::float8 ELSE "wrong" * ("m" + "l") END ELSE '0e0'::float8 END) AS "loss_0",
    ((('1e0'::float8 / ("u" * "u")) * ('1e0'::float8 + ((-'2e0'::float8) * "r"))) * (CASE WHEN (("right" > '0e0'::float8) AND ("a" < '2.48146e2'::float8)) THEN CASE WHEN (EXP(('0e0'::float8 - ('2e0'::float8 * "a"))) * "l") > '5e-324'::float8 / LEAST("right", '1e0'::float8) THEN "right" * (EXP(('0e0'::float8 - ('2e0'::float8 * "a"))) * "l") ELSE '0e0'::float8 END ELSE '0e0'::float8 END + CASE WHEN ("wrong" > '0e0'::float8) THEN CASE WHEN ("m" + "l") > '1.7976931348623157e308'::float8 / GREATEST("wrong", '1e0'::float8) THEN 'Infinity'::float8 ELSE "wrong" * ("m" + "l") END ELSE '0e0'::float8 END)) AS "loss_1",
    ((POWER("u", (-'5e0'::float8)) * ('1e0'::float8 + ((-'5e0'::float8) * ("r" + ("s" / "u"))))) * (CASE WHEN (("right" > '0e0'::float8) AND ("a" < '1.24073e2'::float8)) THEN CASE WHEN ((EXP(('0e0'::float8 - ('5e0'::float8 * (FLOOR(("a" * '1.024e3'::float8)) / '1.024e3'::float8)))) * EXP(('0e0'::float8 - ('5e0'::float8 * ("a" - (FLOOR(("a" * '1.024e3'::float8)) / '1.024e3'::float8)))))) * "l") > '5e-324'::float8 / LEAST("right", '1e0'::float8) THEN "right" * ((EXP(('0e0'::float8 - ('5e0'::float8 * (FLOOR(("a" * '1.024e3'::float8)) / '1.024e3'::float8)))) * EXP(('0e0'::float8 - ('5e0'::float8 * ("a" - (FLOOR(("a" * '1.024e3'::float8)) / '1.024e3'::float8)))))) * "l") ELSE '0e0'::float8 END ELSE '0e0'::float8 END + CASE WHEN ("wrong" > '0e0'::float8) THEN CASE WHEN ("m" + "l") > '1.7976931348623157e308'::float8 / GREATEST("wrong", '1e0'::float8) THEN 'Infinity'::float8 ELSE "wrong" * ("m" + "l") END ELSE '0e0'::float8 END)) AS "loss_2"
  FROM "stage_6" OFFSET 0
),
"stage_8" AS (
  SELECT
    *,
    CASE WHEN (("problem" = '0e0'::float8) AND ("loss_0" < '4.294967296e9'::float8)) THEN ("loss_0" * '1.073741824e9'::float8) ELSE '0e0'::float8 END AS "loss_0_scaled",
    CASE WHEN (("problem" = '0e0'::float8) AND ("loss_1" < '4.294967296e9'::float8)) THEN ("loss_1" * '1.073741824e9'::float8) ELSE '0e0'::float8 END AS "loss_1_scaled",
    CASE WHEN (("problem" = '0e0'::float8) AND ("loss_2" < '4.294967296e9'::float8)) THEN ("loss_2" * '1.073741824e9'::float8) ELSE '0e0'::float8 END AS "loss_2_scaled"
  FROM "stage_7" OFFSET 0
),
"stage_9" AS (
  SELECT
    *,
    FLOOR(("loss_0_scaled" + '5e-1'::float8)) AS "loss_0_units",
    FLOOR(("loss_1_scaled" + '5e-1'::float8)) AS "loss_1_units",
    FLOOR(("loss_2_scaled" + '5e-1'::float8)) AS "loss_2_units"
  FROM "stage_8" OFFSET 0
),
"stage_10" AS (
  SELECT
    *,
    FLOOR(((("loss_0_scaled" - "loss_0_units") * '1.152921504606847e18'::float8) + '5e-1'::float8)) AS "loss_0_rest",
    FLOOR(((("loss_1_scaled" - "loss_1_units") * '1.152921504606847e18'::float8) + '5e-1'::float8)) AS "loss_1_rest",
    FLOOR(((("loss_2_scaled" - "loss_2_units") * '1.152921504606847e18'::float8) + '5e-1'::float8)) AS "loss_2_rest"
  FROM "stage_9" OFFSET 0
),
"totals" AS (
  SELECT
    "by_0" AS "by_0",
    COUNT(CASE WHEN ("problem" = '0e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "row_count",
    COUNT(CASE WHEN ("problem" = '1e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_null",
    COUNT(CASE WHEN ("problem" = '2e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_nan",
    COUNT(CASE WHEN ("problem" = '3e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_prediction",
    COUNT(CASE WHEN ("problem" = '4e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_label",
    COUNT(CASE WHEN ("problem" = '5e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_weight",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("y" >= '5e-1'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "positive_count",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND (("y" > '0e0'::float8) AND ("y" < '1e0'::float8))) THEN '1e0'::float8 ELSE NULL END) AS "soft_count",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("loss_0" >= '4.294967296e9'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "infinite_count_0",
    COALESCE(SUM(CAST(CAST("loss_0_units" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_0_units",
    COALESCE(SUM(CAST(CAST("loss_0_rest" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_0_rest",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("loss_1" >= '4.294967296e9'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "infinite_count_1",
    COALESCE(SUM(CAST(CAST("loss_1_units" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_1_units",
    COALESCE(SUM(CAST(CAST("loss_1_rest" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_1_rest",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("loss_2" >= '4.294967296e9'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "infinite_count_2",
    COALESCE(SUM(CAST(CAST("loss_2_units" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_2_units",
    COALESCE(SUM(CAST(CAST("loss_2_rest" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_2_rest"
  FROM "stage_10"
  GROUP BY "by_0"
),
"gammas" AS (
  SELECT
    '0e0'::float8 AS "gamma"
  UNION ALL
  SELECT
    '2e0'::float8 AS "gamma"
  UNION ALL
  SELECT
    '5e0'::float8 AS "gamma"
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
    CASE WHEN ("gamma" = '0e0'::float8) THEN "infinite_count_0" WHEN ("gamma" = '2e0'::float8) THEN "infinite_count_1" ELSE "infinite_count_2" END AS "infinite_count",
    CASE WHEN ("gamma" = '0e0'::float8) THEN "loss_0_units" WHEN ("gamma" = '2e0'::float8) THEN "loss_1_units" ELSE "loss_2_units" END AS "loss_units",
    CASE WHEN ("gamma" = '0e0'::float8) THEN "loss_0_rest" WHEN ("gamma" = '2e0'::float8) THEN "loss_1_rest" ELSE "loss_2_rest" END AS "loss_rest"
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
  CASE WHEN ("infinite_count" > '0e0'::float8) THEN 'Infinity'::float8 ELSE ((CAST("loss_units" AS float8) / '1.073741824e9'::float8) + (CAST("loss_rest" AS float8) / '1.2379400392853803e27'::float8)) END AS "loss_sum",
  CASE WHEN (CAST("row_count" AS float8) > '0e0'::float8) THEN (CASE WHEN ("infinite_count" > '0e0'::float8) THEN 'Infinity'::float8 ELSE ((CAST("loss_units" AS float8) / '1.073741824e9'::float8) + (CAST("loss_rest" AS float8) / '1.2379400392853803e27'::float8)) END / CAST("row_count" AS float8)) ELSE NULL END AS "loss_mean"
FROM "results";

WITH "stage_0" AS (
  SELECT
    CAST("source"."p" AS float8) AS "x",
    CAST("source"."y" AS float8) AS "y",
    CAST("source"."w" AS float8) AS "w"
  FROM "t" AS "source" OFFSET 0
),
"stage_1" AS (
  SELECT
    *,
    CASE WHEN (("y" >= '1e-150'::float8) AND ("w" >= '1e-100'::float8)) THEN ("w" * "y") ELSE '0e0'::float8 END AS "positive",
    CASE WHEN ((('1e0'::float8 - "y") >= '1e-150'::float8) AND ("w" >= '1e-100'::float8)) THEN ("w" * ('1e0'::float8 - "y")) ELSE '0e0'::float8 END AS "negative",
    GREATEST(('1e0'::float8 - "x"), '1.1102230246251565e-16'::float8) AS "q",
    LN(GREATEST("x", '5e-324'::float8)) AS "ln_p",
    CASE WHEN ("x" IS NULL) THEN '1e0'::float8 WHEN (CASE WHEN ("x" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '2e0'::float8 WHEN (CASE WHEN (("x" >= '0e0'::float8) AND ("x" <= '1e0'::float8)) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '3e0'::float8 WHEN ("y" IS NULL) THEN '1e0'::float8 WHEN (CASE WHEN ("y" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '2e0'::float8 WHEN (CASE WHEN (("y" >= '0e0'::float8) AND ("y" <= '1e0'::float8)) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '4e0'::float8 WHEN ("w" IS NULL) THEN '1e0'::float8 WHEN (CASE WHEN ("w" <= 'Infinity'::float8) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '2e0'::float8 WHEN (CASE WHEN (("w" >= '0e0'::float8) AND ("w" <= '1e9'::float8)) THEN '0e0'::float8 ELSE '1e0'::float8 END = '1e0'::float8) THEN '5e0'::float8 ELSE '0e0'::float8 END AS "problem",
    "w" AS "weight"
  FROM "stage_0" OFFSET 0
),
"stage_2" AS (
  SELECT
    *,
    ((('1e0'::float8 - "q") - "x") / "q") AS "r",
    LN("q") AS "ln_q",
    CASE WHEN (("problem" = '0e0'::float8) AND ("weight" < '4.294967296e9'::float8)) THEN ("weight" * '1.073741824e9'::float8) ELSE '0e0'::float8 END AS "weight_scaled"
  FROM "stage_1" OFFSET 0
),
"stage_3" AS (
  SELECT
    *,
    FLOOR(("weight_scaled" + '5e-1'::float8)) AS "weight_units",
    (CASE WHEN (("positive" = '0e0'::float8) OR ("x" = '1e0'::float8)) THEN '0e0'::float8 WHEN ("x" = '0e0'::float8) THEN 'Infinity'::float8 WHEN (('2e0'::float8 * "ln_q") <= (-'7.4444e2'::float8)) THEN '0e0'::float8 ELSE CASE WHEN ("positive" * ('0e0'::float8 - "ln_p")) > '5e-324'::float8 / LEAST((("q" * "q") * ('1e0'::float8 + ('2e0'::float8 * "r"))), '1e0'::float8) THEN (("q" * "q") * ('1e0'::float8 + ('2e0'::float8 * "r"))) * ("positive" * ('0e0'::float8 - "ln_p")) ELSE '0e0'::float8 END END + CASE WHEN (("negative" = '0e0'::float8) OR ("x" = '0e0'::float8)) THEN '0e0'::float8 WHEN ("x" = '1e0'::float8) THEN 'Infinity'::float8 WHEN (('2e0'::float8 * "ln_p") <= (-'7.4444e2'::float8)) THEN '0e0'::float8 ELSE CASE WHEN ("negative" * ('0e0'::float8 - ("ln_q" + "r"))) > '5e-324'::float8 / LEAST(("x" * "x"), '1e0'::float8) THEN ("x" * "x") * ("negative" * ('0e0'::float8 - ("ln_q" + "r"))) ELSE '0e0'::float8 END END) AS "loss_0"
  FROM "stage_2" OFFSET 0
),
"stage_4" AS (
  SELECT
    *,
    FLOOR(((("weight_scaled" - "weight_units") * '1.152921504606847e18'::float8) + '5e-1'::float8)) AS "weight_rest",
    CASE WHEN (("problem" = '0e0'::float8) AND ("loss_0" < '4.294967296e9'::float8)) THEN ("loss_0" * '1.073741824e9'::float8) ELSE '0e0'::float8 END AS "loss_0_scaled"
  FROM "stage_3" OFFSET 0
),
"stage_5" AS (
  SELECT
    *,
    FLOOR(("loss_0_scaled" + '5e-1'::float8)) AS "loss_0_units"
  FROM "stage_4" OFFSET 0
),
"stage_6" AS (
  SELECT
    *,
    FLOOR(((("loss_0_scaled" - "loss_0_units") * '1.152921504606847e18'::float8) + '5e-1'::float8)) AS "loss_0_rest"
  FROM "stage_5" OFFSET 0
),
"totals" AS (
  SELECT
    COUNT(CASE WHEN ("problem" = '0e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "row_count",
    COUNT(CASE WHEN ("problem" = '1e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_null",
    COUNT(CASE WHEN ("problem" = '2e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_nan",
    COUNT(CASE WHEN ("problem" = '3e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_prediction",
    COUNT(CASE WHEN ("problem" = '4e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_label",
    COUNT(CASE WHEN ("problem" = '5e0'::float8) THEN '1e0'::float8 ELSE NULL END) AS "bad_weight",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("y" >= '5e-1'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "positive_count",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND (("y" > '0e0'::float8) AND ("y" < '1e0'::float8))) THEN '1e0'::float8 ELSE NULL END) AS "soft_count",
    COALESCE(SUM(CAST(CAST("weight_units" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "weight_units",
    COALESCE(SUM(CAST(CAST("weight_rest" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "weight_rest",
    COUNT(CASE WHEN (("problem" = '0e0'::float8) AND ("loss_0" >= '4.294967296e9'::float8)) THEN '1e0'::float8 ELSE NULL END) AS "infinite_count_0",
    COALESCE(SUM(CAST(CAST("loss_0_units" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_0_units",
    COALESCE(SUM(CAST(CAST("loss_0_rest" AS bigint) AS numeric)), CAST('0e0'::float8 AS numeric)) AS "loss_0_rest"
  FROM "stage_6"
),
"gammas" AS (
  SELECT
    '2e0'::float8 AS "gamma"
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
  ((CAST("weight_units" AS float8) / '1.073741824e9'::float8) + (CAST("weight_rest" AS float8) / '1.2379400392853803e27'::float8)) AS "weight_sum",
  "infinite_count" AS "infinite_count",
  "loss_units" AS "loss_units",
  "loss_rest" AS "loss_rest",
  CASE WHEN ("infinite_count" > '0e0'::float8) THEN 'Infinity'::float8 ELSE ((CAST("loss_units" AS float8) / '1.073741824e9'::float8) + (CAST("loss_rest" AS float8) / '1.2379400392853803e27'::float8)) END AS "loss_sum",
  CASE WHEN (((CAST("weight_units" AS float8) / '1.073741824e9'::float8) + (CAST("weight_rest" AS float8) / '1.2379400392853803e27'::float8)) > '0e0'::float8) THEN (CASE WHEN ("infinite_count" > '0e0'::float8) THEN 'Infinity'::float8 ELSE ((CAST("loss_units" AS float8) / '1.073741824e9'::float8) + (CAST("loss_rest" AS float8) / '1.2379400392853803e27'::float8)) END / ((CAST("weight_units" AS float8) / '1.073741824e9'::float8) + (CAST("weight_rest" AS float8) / '1.2379400392853803e27'::float8))) ELSE NULL END AS "loss_mean"
FROM "results";
