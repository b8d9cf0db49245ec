export { type DialectName, DIALECTS } from "./dialect.ts";
export { quoteTableName, type TableName } from "./identifier.ts";
export { lossExpression, type LossExpressionOptions } from "./loss-expression.ts";
export type { ScoreOptions } from "./options.ts";
export { lossRowsQuery, type LossRowsOptions } from "./rows-query.ts";
export { lossTotalsQuery, type LossTotalsOptions } from "./totals-query.ts";
