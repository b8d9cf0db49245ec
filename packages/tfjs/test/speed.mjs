/**
 * Processor time of value and gradient of 10^6 logits, gamma 2, in nanoseconds a logit: our operation beside the loss composed of tfjs's
 * operations, with its gradient by `tf.valueAndGrad`. Processor time, so that other programs disturb it little.
 */
import { sigmoidFocalLoss } from "@focal-loss/tfjs";
import * as tf from "@tensorflow/tfjs";
// oxlint-disable-next-line import/no-unassigned-import -- registers the backend
import "@tensorflow/tfjs-backend-wasm";

const N = 1e6;
const ALPHA = 0.25;

for (const backend of ["cpu", "wasm"]) {
  await tf.setBackend(backend);
  const y = tf.tensor1d(Float32Array.from({ length: N }, (_, i) => (i % 100 === 0 ? 1 : 0)));
  const z = tf.tensor1d(Float32Array.from({ length: N }, (_, i) => 5 * Math.sin(12.9898 * i)));
  /** @param {tf.Tensor} x */
  const composed = (x) => {
    const p = tf.sigmoid(x);
    const pt = tf.add(tf.mul(y, p), tf.mul(tf.sub(1, y), tf.sub(1, p)));
    const crossEntropy = tf.losses.sigmoidCrossEntropy(y, x, undefined, 0, tf.Reduction.NONE);
    const weight = tf.add(tf.mul(y, ALPHA), tf.mul(tf.sub(1, y), 1 - ALPHA));
    return tf.mean(tf.mul(weight, tf.mul(tf.pow(tf.sub(1, pt), 2), crossEntropy)));
  };
  const ours = measure((x) => sigmoidFocalLoss(y, x, { alpha: ALPHA }), z, 20);
  const theirs = measure(composed, z, backend === "cpu" ? 3 : 8);
  console.log(
    `${backend}: ${ours.toFixed(1)}, composed ${theirs.toFixed(1)}, ${(theirs / ours).toFixed(1)}x`,
  );
}

/**
 * Median over some runs, after two.
 *
 * @param {(x: tf.Tensor) => tf.Tensor} f
 * @param {tf.Tensor} x
 * @param {number} runs
 */
function measure(f, x, runs) {
  const valueAndGrad = tf.valueAndGrad(f);
  const times = Array.from({ length: runs + 2 }, () => {
    const start = process.cpuUsage();
    const { value, grad } = valueAndGrad(x);
    value.dataSync();
    tf.dispose([value, grad]);
    const { user, system } = process.cpuUsage(start);
    return (1000 * (user + system)) / N;
  });
  return times.slice(2).sort((a, b) => a - b)[runs >> 1] ?? NaN;
}
