/**
 * Uses every entry of the packed package, in whatever runtime loaded it.
 *
 * @param {{ ".": typeof import("@focal-loss/wasm") }} entries
 */
export async function smoke({ ".": wasm }) {
  for (const kernels of [wasm.createKernels({ capacity: 64 }), await wasm.createKernelsAsync()]) {
    const gradients = new Float64Array(2);
    const { loss } = kernels.focalLossWithLogitsBatch([1, 0], [0, 0], { gamma: 0 }, { gradients });
    if (loss !== 0.6931471805599453) throw new Error(`expected 0.6931471805599453, got ${loss}`);
    const fromProbabilities = kernels.focalLossBatch([1, 0], [0.5, 0.5], { gamma: 0, mask: [true, false] });
    if (fromProbabilities.loss !== loss) throw new Error(`expected ${loss}, got ${fromProbabilities.loss}`);
    const ofClasses = kernels.softmaxFocalLossBatch([0, 1], [3, 3, -1, -1], { classes: 2, gamma: 0 });
    if (ofClasses.loss !== loss) throw new Error(`expected ${loss}, got ${ofClasses.loss}`);
    if (String(gradients) !== "-0.5,0.5") throw new Error(`expected -0.5,0.5, got ${String(gradients)}`);
  }
}
