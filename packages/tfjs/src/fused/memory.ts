/**
 * The data of tensors as arrays: on the wasm backend views of its memory, elsewhere what the backend keeps or copies.
 */
import type { KernelBackend, TensorInfo } from "@tensorflow/tfjs-core";

export interface Memory {
  readonly view: (info: TensorInfo) => Float32Array;
  /** Tensors of these lengths, filled by `compute`. Views of other tensors are good only in there: allocating may move memory. */
  readonly fill: (lengths: readonly number[], compute: (...arrays: Float32Array[]) => void) => TensorInfo[];
}

/** What tfjs's wasm backend has besides. */
interface WithHeap {
  readonly makeOutput: (shape: number[], dtype: "float32") => TensorInfo;
  readonly typedArrayFromHeap: (info: TensorInfo) => Float32Array;
}

export function memoryOf(backend: object): Memory {
  if ("typedArrayFromHeap" in backend) {
    const heap = backend as WithHeap;
    const view = (info: TensorInfo): Float32Array => heap.typedArrayFromHeap(info);
    return {
      view,
      fill: (lengths, compute) => {
        const infos = lengths.map((n) => heap.makeOutput([n], "float32"));
        compute(...infos.map(view));
        return infos;
      },
    };
  }
  const plain = backend as KernelBackend;
  return {
    view: ({ dataId }) => plain.readSync(dataId) as Float32Array,
    fill: (lengths, compute) => {
      const arrays = lengths.map((n) => new Float32Array(n));
      compute(...arrays);
      return arrays.map((values) => {
        const shape = [values.length];
        return { dataId: plain.write(values, shape, "float32"), shape, dtype: "float32" };
      });
    },
  };
}
