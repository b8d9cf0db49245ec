/**
 * Uses every entry of the packed package, in whatever runtime loaded it.
 *
 * @param {{
 *   ".": typeof import("@focal-loss/core"),
 *   "./kernels": typeof import("@focal-loss/core/kernels"),
 *   "./notebook": typeof import("@focal-loss/core/notebook"),
 * }} entries
 */
export function smoke({ ".": core, "./kernels": kernels, "./notebook": notebook }) {
  near(core.binaryCrossEntropy(1, 0.5), 0.6931471805599453);
  near(core.binaryCrossEntropyWithLogits(0, -1000), 0);
  near(core.focalLoss(1, 0.9), 0.0010536051565782623);
  near(core.focalLossWithLogits(1, 0, { gamma: 1, alpha: 0.25 }), 0.08664339756999316);
  const sum = new core.ExactSum();
  for (const value of [1e100, 1, -1e100]) sum.add(value);
  near(sum.sum(), 1);
  near(core.focalLossWithLogitsGrad(1, 0, { gamma: 0 }), -0.5);
  const out = { gradients: new Float32Array(2), hessians: [0, 0] };
  near(core.focalLossWithLogitsBatch([1, 0], [0, 0], { gamma: 0 }, out).loss, 0.6931471805599453);
  near(out.hessians[1] ?? NaN, 0.25);
  near(core.softmaxFocalLoss(0, [0, 0], { gamma: 0 }), 0.6931471805599453);
  near(core.balancedAlpha([990, 10]), 0.99);

  near(kernels.largestMargin(2, 1), 40);

  near(notebook.binaryCrossEntropy(1, 0.9), 0.10536051565782628);
  near(notebook.focalLoss(1, 0.9), 0.0010536051565782623);
  near(notebook.sum([0.1, 0.2, 0.3]), 0.6000000000000001);
}

/**
 * @param {number} actual
 * @param {number} expected
 */
function near(actual, expected) {
  const error = Math.abs(actual - expected);
  if (!(error <= 1e-15 * Math.abs(expected))) throw new Error(`expected ${expected}, got ${actual}`);
}
