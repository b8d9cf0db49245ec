/**
 * The four figures of the notebook, with its digits.
 */
import { ExactSum } from "@focal-loss/core";
import { focalLoss } from "@focal-loss/core/notebook";
import type { Annotation, Axis, Chart, Point, Series } from "../chart.ts";
import { checkFields, oneOf } from "../check.ts";
import { wellClassified } from "./function-charts.ts";

/** How the figures look. */
export interface NotebookOptions {
  /**
   * - `"notebook"` (default): as matplotlib drew them: its colours r, g, b, c, k, no names of axes, names of curves in a box
   * - `"default"`: the same points as the other charts of this package look
   */
  readonly look?: "notebook" | "default" | undefined;
}

/** What a figure shows. */
interface Figure {
  readonly title: string;
  readonly labelSize: number;
  /** The abscissas, in hundredths. */
  readonly from: number;
  readonly to: number;
  readonly curves: readonly { readonly label: string | undefined; readonly fn: (x: number) => number }[];
  /** In the default look. */
  readonly own: {
    readonly title: string;
    readonly y: Axis;
    readonly labels: readonly string[];
    readonly target: number;
  };
}

const GAMMAS: readonly number[] = [0, 1, 2, 3, 4];
const NAMES: readonly string[] = ["γ = 0", "γ = 1", "γ = 2", "γ = 3", "γ = 4"];
const LOSS: Axis = { title: "loss", unit: "nats" };

const FIGURES: readonly Figure[] = [
  {
    title: "(1-p)**gamma",
    labelSize: 14,
    from: 0,
    to: 100,
    curves: [{ label: undefined, fn: (x) => cube(1 - x) }],
    own: {
      title: "Modulating factor, y\u00A0=\u00A01",
      y: { title: "(1 − p)^{γ}" },
      labels: ["γ = 3"],
      target: 1,
    },
  },
  {
    title: "p**gamma",
    labelSize: 14,
    from: 0,
    to: 100,
    curves: [{ label: undefined, fn: cube }],
    own: { title: "Modulating factor, y\u00A0=\u00A00", y: { title: "p^{γ}" }, labels: ["γ = 3"], target: 0 },
  },
  {
    title: "different gamma (y=1)",
    labelSize: 9,
    from: 1,
    to: 100,
    // At 1 the logarithm is 0, and the notebook's formula has no other term.
    curves: /* @__PURE__ */ GAMMAS.map((gamma) => ({
      label: `gamma=${gamma}`,
      fn: (x) => (x === 1 ? 0 : focalLoss(1, x, { gamma })),
    })),
    own: {
      title: "Focal loss, y\u00A0=\u00A01",
      y: LOSS,
      labels: NAMES,
      target: 1,
    },
  },
  {
    title: "different gamma (y=0)",
    labelSize: 9,
    from: 1,
    to: 99,
    curves: /* @__PURE__ */ GAMMAS.map((gamma) => ({
      label: `gamma=${gamma}`,
      fn: (x) => focalLoss(0, x, { gamma }),
    })),
    own: {
      title: "Focal loss, y\u00A0=\u00A00",
      y: LOSS,
      labels: NAMES,
      target: 0,
    },
  },
];

/**
 * The four figures of the notebook: `(1-p)**3`, `p**3`, and the focal loss for `y = 1` and `y = 0` with `gamma` 0 to 4. Every
 * point is the double that the notebook plotted.
 *
 * @param options - `look`.
 * @returns Four charts for `renderSvg`, in the notebook's order.
 * @throws If an option is wrong. {@link TypeError}, {@link RangeError}
 */
export function notebookFigures(options: NotebookOptions = {}): Chart[] {
  checkFields("options", options, { look: oneOf("notebook", "default") });
  return FIGURES.map(options.look === "default" ? inDefaultLook : inNotebookLook);
}

function inNotebookLook(figure: Figure): Chart {
  const { title, labelSize, curves } = figure;
  return {
    title,
    x: { labelSize },
    y: { labelSize },
    series: curves.map(({ label, fn }): Series => ({
      label,
      points: pointsOf(figure, fn),
      // A single curve is cyan.
      ...(curves.length === 1 && { color: "#00bfbf" }),
    })),
    legend: "box",
    palette: "notebook",
  };
}

function inDefaultLook(figure: Figure): Chart {
  const { curves, own } = figure;
  const annotations: Annotation[] = wellClassified(own.target, "probability");
  return {
    title: own.title,
    x: { title: "probability p", domain: [0, 1], arrow: true },
    y: own.y,
    series: curves.map(({ fn }, i) => ({ label: own.labels[i], points: pointsOf(figure, fn) })),
    annotations,
  };
}

function pointsOf({ from, to }: Figure, fn: (x: number) => number): Point[] {
  return Array.from({ length: to - from + 1 }, (_, i): Point => [(from + i) / 100, fn((from + i) / 100)]);
}

/** `x**3`, rounded once. */
function cube(x: number): number {
  const square = x * x;
  const rest = new ExactSum().addProduct(x, x).add(-square).sum();
  return new ExactSum().addProduct(square, x).addProduct(rest, x).sum();
}
