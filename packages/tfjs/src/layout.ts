/**
 * Where the elements of the rows lie in the predictions: a linear map there, and its transpose back.
 */
import { engine, gather, mul, reshape, scatterND, type Tensor, transpose } from "@tensorflow/tfjs-core";

export interface Layout {
  readonly rows: number;
  readonly width: number;
  /** The elements of the rows, flat. */
  readonly take: (predictions: Tensor, picks?: Tensor) => Tensor;
  /** A tensor of the predictions' shape with these elements, and 0 elsewhere. */
  readonly give: (elements: Tensor, picks?: Tensor) => Tensor;
  /** The shape of one number a row. */
  readonly rowShape: readonly number[];
}

/** Each element a row. */
export function elementwise(shape: readonly number[]): Layout {
  const size = shape.reduce((product, n) => product * n, 1);
  return {
    rows: size,
    width: 1,
    take: (x) => reshape(x, [size]),
    give: (x) => reshape(x, [...shape]),
    rowShape: shape,
  };
}

/** Rows along an axis. */
export function alongAxis(shape: readonly number[], axis: number): Layout {
  const size = shape.reduce((product, n) => product * n, 1);
  const width = shape[axis]!;
  const rowShape = shape.filter((_, i) => i !== axis);
  const rows = rowShape.reduce((product, n) => product * n, 1);
  const last = shape.length - 1;
  // wasm divides by 0 where it would transpose nothing.
  if (axis === last || size === 0) {
    return { rows, width, take: (x) => reshape(x, [size]), give: (x) => reshape(x, [...shape]), rowShape };
  }
  const there = [...shape.keys()].filter((i) => i !== axis).concat(axis);
  const back = [...shape.keys()].map((i) => there.indexOf(i));
  const moved = there.map((i) => shape[i]!);
  return {
    rows,
    width,
    take: (x) => reshape(transpose(toFloats(x), there), [size]),
    give: (x) => transpose(reshape(x, moved), back),
    rowShape,
  };
}

/** On webgpu, what was integers or booleans stays so under a cast, and tfjs cannot transpose it. */
function toFloats(x: Tensor): Tensor {
  return engine().backendName === "webgpu" ? mul(x, 1) : x;
}

/** Of each row of another layout one element: `picks` says where among all of them, `[rows]`. */
export function picked({ rows, width, take, give, rowShape }: Layout): Layout {
  return {
    rows,
    width: 1,
    take: (x, picks) => gather(take(x), picks!),
    give: (x, picks) => give(scatterND(reshape(picks!, [rows, 1]), x, [rows * width])),
    rowShape,
  };
}
