/**
 * What people come for, and what they need for it.
 */

export interface Choice {
  readonly name: string;
  /** Ends the sentence "I want to". */
  readonly wish: string;
  readonly packages: string;
  readonly advice: string;
  readonly link: string;
  readonly linkText: string;
}

export const CHOICES: readonly Choice[] = [
  {
    name: "compute",
    wish: "compute losses, gradients or second derivatives in JavaScript",
    packages: "@focal-loss/core",
    advice:
      "No dependencies, 1.5 kB for one loss. Runs in Node.js, Deno, Bun, browsers and workers, with the same bits in each.",
    link: "/reference/api/core",
    linkText: "Reference of core",
  },
  {
    name: "fast",
    wish: "do that for millions of rows, as fast as possible",
    packages: "@focal-loss/wasm @focal-loss/core",
    advice:
      "The same batches in WebAssembly with SIMD and threads. Doubles have core’s bits, about twice as fast; floats are seven to eight times as fast.",
    link: "/reference/measurements",
    linkText: "How fast",
  },
  {
    name: "train",
    wish: "train a model in TensorFlow.js",
    packages: "@focal-loss/tfjs @tensorflow/tfjs",
    advice:
      "Losses for model.compile and for loops of your own, with gradients in closed form: no NaN at large logits or small gamma.",
    link: "/guide/tfjs",
    linkText: "Training in TensorFlow.js",
  },
  {
    name: "boost",
    wish: "write an objective for gradient boosting",
    packages: "@focal-loss/core",
    advice:
      "Gradient and second derivative by the raw score in one pass, four ways to deal with negative curvature, and the initial score.",
    link: "/guide/boosting",
    linkText: "Boosting",
  },
  {
    name: "score",
    wish: "score a file of predictions",
    packages: "@focal-loss/cli",
    advice:
      "A command for CSV, TSV, JSONL and Parquet, with a total that is exact. To look at one file, drop it into the playground.",
    link: "/guide/scoring",
    linkText: "Scoring files",
  },
  {
    name: "warehouse",
    wish: "score a table in a database or a cluster",
    packages: "@focal-loss/sql",
    advice:
      "The loss as a SQL expression for DuckDB, Postgres, Spark, ClickHouse, Trino, BigQuery and Snowflake.",
    link: "/guide/scoring",
    linkText: "Scoring clusters",
  },
  {
    name: "draw",
    wish: "draw loss curves and reliability diagrams",
    packages: "@focal-loss/svg",
    advice:
      "SVG strings without a DOM, the same bytes everywhere; PNG and terminal too. The figures of this site are made with it.",
    link: "/reference/api/svg",
    linkText: "Reference of svg",
  },
  {
    name: "check",
    wish: "check an implementation of my own",
    packages: "@focal-loss/fixtures",
    advice:
      "3,514 correctly rounded references, outputs of Keras and torchvision, and a contract suite for any test runner.",
    link: "/reference/fixtures",
    linkText: "The fixtures",
  },
];
