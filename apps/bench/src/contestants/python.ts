/**
 * NumPy and PyTorch, one thread each, where a Python has them. Their code is in the folder `python`.
 */
import type { Contestant, Tolerances } from "../contestant.ts";
import type { Cell, Task } from "../task.ts";

export const numpy: Contestant = {
  name: "NumPy",
  description: "the stable closed form as NumPy expressions",
  tolerances: ({ dtype }) => (dtype === "f64" ? inDoubles() : inFloats(1e-5)),
  declines: ({ loss, output }) =>
    loss === "softmax" && output === "hessian" ? "no second derivative of softmax written" : undefined,
  implementation: { python: "numpy_contestant" },
};

export const pytorch: Contestant = {
  name: "PyTorch",
  description: "torchvision's sigmoid_focal_loss, eager, with automatic gradient",
  tolerances: ({ dtype }: Cell) =>
    // 1 - p_t cancels, by less than 2^-53 e^18 in doubles.
    dtype === "f64"
      ? { ...inDoubles(), derivatives: { relative: 1e-6, absolute: 1e-12 } }
      : { ...inFloats(1e-5), derivatives: { relative: 1e-3, absolute: 1e-6 } },
  declines: ({ output }: Task) =>
    output === "hessian" ? "no elementwise second derivative in one pass" : undefined,
  implementation: { python: "torch_contestant" },
};

function inDoubles(): Tolerances {
  return {
    mean: { relative: 1e-11, absolute: 0 },
    derivatives: { relative: 1e-12, absolute: 1e-14 },
  };
}

function inFloats(derivatives: number): Tolerances {
  return {
    mean: { relative: 1e-5, absolute: 0 },
    derivatives: { relative: derivatives, absolute: 1e-7 },
  };
}
