/**
 * NumPy, numba, JAX and PyTorch, one thread each, where a Python has them. Their code is in the folder `python`.
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

export const numba: Contestant = {
  name: "numba",
  description: "the tight loop compiled by numba, fastmath",
  tolerances: ({ dtype }) => (dtype === "f64" ? inDoubles() : inFloats(1e-5)),
  declines: ({ loss }) => (loss === "softmax" ? "binary loss only" : undefined),
  implementation: { python: "numba_contestant" },
};

export const jax: Contestant = {
  name: "JAX",
  description: "the stable closed form, compiled by jax.jit, with automatic gradient",
  tolerances: ({ dtype }) => (dtype === "f64" ? inDoubles() : inFloats(1e-5)),
  declines: ({ loss, output }) => {
    if (loss === "softmax") return "binary loss only";
    return output === "hessian" ? "no elementwise second derivative in one pass" : undefined;
  },
  implementation: { python: "jax_contestant" },
};

const torch = {
  tolerances: ({ dtype }: Cell) =>
    // 1 - p_t cancels, by less than 2^-53 e^18 in doubles.
    dtype === "f64"
      ? { ...inDoubles(), derivatives: { relative: 1e-6, absolute: 1e-12 } }
      : { ...inFloats(1e-5), derivatives: { relative: 1e-3, absolute: 1e-6 } },
  declines: ({ output }: Task) =>
    output === "hessian" ? "no elementwise second derivative in one pass" : undefined,
};

export const pytorch: Contestant = {
  ...torch,
  name: "PyTorch",
  description: "torchvision's sigmoid_focal_loss, eager, with automatic gradient",
  implementation: { python: "torch_contestant" },
};

export const pytorchTuned: Contestant = {
  ...torch,
  name: "PyTorch tuned",
  description: "the same with an allocator (glibc) that keeps memory instead of returning it to the system",
  implementation: {
    python: "torch_contestant",
    environment: { MALLOC_MMAP_MAX_: "0", MALLOC_TRIM_THRESHOLD_: "17179869184" },
  },
};

export const pytorchCompiled: Contestant = {
  ...torch,
  name: "PyTorch compiled",
  description: "the same loss by torch.compile, with automatic gradient",
  implementation: { python: "torch_compiled_contestant" },
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
