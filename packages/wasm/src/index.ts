export type { Allocate } from "./allocate.ts";
export { createKernels, createKernelsAsync, type KernelOptions, type Kernels } from "./kernels.ts";
