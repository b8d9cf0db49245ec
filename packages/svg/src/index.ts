export type {
  Annotation,
  Axis,
  BandAnnotation,
  Chart,
  Dash,
  Divergence,
  Legend,
  Marker,
  Palette,
  Point,
  PointAnnotation,
  RuleAnnotation,
  ScaleKind,
  Series,
  SmallMultiples,
} from "./chart.ts";
export type { CurveOptions, Over } from "./charts/curve-options.ts";
export {
  type FunctionCurveOptions,
  gradientCurves,
  hessianCurves,
  lossCurves,
} from "./charts/function-charts.ts";
export { modulatingFactor } from "./charts/modulating-factor.ts";
export { notebookFigures, type NotebookOptions } from "./charts/notebook-figures.ts";
export { overview } from "./charts/overview.ts";
export type { Predictions } from "./charts/predictions.ts";
export { reliabilityChart, type ReliabilityOptions } from "./charts/reliability-chart.ts";
export { sweepChart, type SweepOptions } from "./charts/sweep-chart.ts";
export { dataTable } from "./data-table.ts";
export type { InteractiveData, InteractivePanel, InteractiveSeries } from "./interactive-data.ts";
export { renderSvg, type RenderOptions } from "./render-svg.ts";
export { sample, type SampleOptions } from "./sample.ts";
export type { CustomTheme } from "./theme.ts";
