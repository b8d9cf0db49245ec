/**
 * Uses every entry of the packed package, in whatever runtime loaded it.
 *
 * @param {{ ".": typeof import("@focal-loss/sql") }} entries
 */
export function smoke({ ".": sql }) {
  for (const dialect of sql.DIALECTS) {
    const scoring = { dialect, label: "y", logit: "z" };
    const texts = [
      sql.lossExpression(scoring),
      sql.lossRowsQuery({ ...scoring, table: "t" }),
      sql.lossTotalsQuery({ ...scoring, table: "t" }),
    ];
    for (const text of texts) {
      if (!/EXP\(.*LN\(/s.test(text)) throw new Error(`unexpected SQL for ${dialect}: ${text}`);
    }
  }
}
