/**
 * What the kernels are meant to reach, on one thread with gamma 2 and 10^7 elements unless it is said otherwise. Peers hold
 * their data where they compute; so do the kernels here, on arrays of their own ("resident").
 */
import { across, atLeast, atMost, type Goal, onFile, within } from "./goal.ts";
import type { Cell, DType, Output } from "./task.ts";

const CORE = "@focal-loss/core";
const ORDINARY = "@focal-loss/wasm";
const RESIDENT = "@focal-loss/wasm resident";
const LIMIT = "C AVX2";
const SCORE = "focal-loss score";
const SQL = "DuckDB SQL";
const PANDAS = "pandas + NumPy";

const isLarge = ({ loss, elements }: Cell): boolean => loss === "focal" && elements === 1e7;
const large =
  (dtype: DType) =>
  (cell: Cell): boolean =>
    isLarge(cell) && cell.gamma === 2 && cell.dtype === dtype;
/** Where those take part that are too slow for 10^7 elements. */
const notSmall = (cell: Cell): boolean =>
  cell.loss === "focal" && cell.elements >= 1e5 && cell.gamma === 2 && cell.dtype === "f32";

/** How many times as long as somebody the kernels take. */
const overLimit = (dtype: DType): Goal["points"] =>
  within(large(dtype), [RESIDENT, "gradient"], [LIMIT, "gradient"]);
/** How many times as long as the kernels somebody takes, float32. */
const peer = (who: string, output: Output = "gradient", concerns = large("f32")): Goal["points"] =>
  within(concerns, [who, output], [RESIDENT, output]);

export const KERNEL_GOALS: readonly Goal[] = [
  {
    name: "kernels, float32, value and gradient: over C, engine without relaxed SIMD",
    bound: atMost(3, 2.3),
    points: (results) => (results.machine.relaxedSimd ? [] : overLimit("f32")(results)),
  },
  {
    name: "kernels, float32, value and gradient: over C, engine with relaxed SIMD",
    bound: atMost(2.4, 1.9),
    points: (results) => (results.machine.relaxedSimd ? overLimit("f32")(results) : []),
  },
  {
    name: "kernels, float64, value and gradient: over C",
    bound: atMost(2.6, 2.3),
    points: overLimit("f64"),
  },
  {
    name: "kernels, value and gradient: gamma 1.5 over gamma 2",
    bound: atMost(1.2, 1.1),
    points: across((cell) => isLarge(cell) && cell.gamma === 1.5, { gamma: 2 }, [RESIDENT, "gradient"]),
  },
  {
    name: "kernels, float32, value and gradient: faster than PyTorch eager",
    bound: atLeast(35, 50),
    points: peer("PyTorch"),
  },
  {
    name: "kernels, float32, value and gradient: faster than PyTorch eager with a tuned allocator",
    bound: atLeast(8, 11),
    points: peer("PyTorch tuned"),
  },
  {
    name: "kernels, float32, value and gradient: faster than tfjs wasm",
    bound: atLeast(35, 55),
    points: peer("tfjs wasm"),
  },
  {
    name: "kernels, float32, value and gradient, from 10^5 elements on: faster than tfjs cpu",
    bound: atLeast(450),
    points: peer("tfjs cpu", "gradient", notSmall),
  },
  {
    name: "kernels, float32, value: faster than NumPy",
    bound: atLeast(12, 18),
    points: peer("NumPy", "value"),
  },
  {
    name: "kernels, float32, value: faster than numba",
    bound: atLeast(8, 13),
    points: peer("numba", "value"),
  },
  {
    name: "kernels, float32, value and gradient: faster than the tight loop",
    bound: atLeast(15, 22),
    points: peer("tight loop"),
  },
  {
    name: "kernels, float32, value and gradient: faster than the notebook's formula",
    bound: atLeast(40),
    points: peer("notebook"),
  },
  {
    name: "kernels, float64, value and gradient, ordinary arrays: faster than core",
    bound: atLeast(3, 4),
    points: within(large("f64"), [CORE, "gradient"], [ORDINARY, "gradient"]),
  },
  {
    name: "two threads, from 10^6 elements on: faster than one",
    bound: atLeast(1.8, 1.9),
    points: within(({ elements }) => elements >= 1e6, ["pool of 1", "gradient"], ["pool of 2", "gradient"]),
  },
  {
    name: "kernels, value and gradient: ordinary arrays over resident ones",
    bound: atMost(1.3, 1.2),
    points: within(
      (cell) => isLarge(cell) && cell.gamma === 2,
      [ORDINARY, "gradient"],
      [RESIDENT, "gradient"],
    ),
  },
  {
    name: "kernels, value and gradient: an element of 10^7 over one of 10^5",
    bound: atMost(1.3, 1.1),
    points: across((cell) => isLarge(cell) && cell.gamma === 2, { elements: 1e5 }, [RESIDENT, "gradient"]),
  },
  {
    name: "focal-loss score, Parquet: faster than DuckDB SQL",
    bound: atLeast(2, 3),
    points: onFile("Parquet", SQL, SCORE),
  },
  {
    name: "focal-loss score, CSV: faster than pandas + NumPy",
    bound: atLeast(2, 4),
    points: onFile("CSV", PANDAS, SCORE),
  },
  {
    name: "focal-loss score, CSV: faster than DuckDB SQL",
    bound: atLeast(1.3, 2),
    points: onFile("CSV", SQL, SCORE),
  },
];
