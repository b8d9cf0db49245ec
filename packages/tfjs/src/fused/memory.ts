/**
 * The data of tensors as arrays: on the wasm backend views of its memory, elsewhere what the backend keeps or copies.
 */
import type { KernelBackend, TensorInfo } from "@tensorflow/tfjs-core";

export interface Memory {
  readonly view: (info: TensorInfo) => Float32Array;
  /** Another tensor of the same data. None where a view is a copy, which cannot be written to. */
  readonly share: (info: TensorInfo) => TensorInfo | undefined;
  /**
   * One or two tensors of these lengths, filled by `compute`. Views of other tensors are good only in there: allocating may
   * move memory.
   */
  readonly produce: (
    lengths: readonly number[],
    compute: (first: Float32Array, second?: Float32Array) => void,
  ) => TensorInfo[];
}

/** What tfjs's wasm backend has besides. */
interface WithHeap {
  readonly makeOutput: (shape: number[], dtype: "float32") => TensorInfo;
  readonly typedArrayFromHeap: (info: TensorInfo) => Float32Array;
}

export function memoryOf(backend: object): Memory {
  const plain = backend as KernelBackend;
  const share = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
    plain.incRef(dataId);
    return { dataId, shape, dtype };
  };
  if ("typedArrayFromHeap" in backend) {
    const heap = backend as WithHeap;
    const view = (info: TensorInfo): Float32Array => heap.typedArrayFromHeap(info);
    return {
      view,
      share,
      produce: (lengths, compute) => {
        const infos = lengths.map((n) => heap.makeOutput([n], "float32"));
        const [first, second] = infos.map(view);
        compute(first!, second);
        return infos;
      },
    };
  }
  const view = ({ dataId }: TensorInfo): Float32Array => plain.readSync(dataId) as Float32Array;
  return {
    view,
    share: (info) => (view(info) === view(info) ? share(info) : undefined),
    produce: (lengths, compute) => {
      const arrays = lengths.map((n) => new Float32Array(n));
      compute(arrays[0]!, arrays[1]);
      return arrays.map((values) => {
        const shape = [values.length];
        return { dataId: plain.write(values, shape, "float32"), shape, dtype: "float32" };
      });
    },
  };
}
