export type { Allocate } from "./allocate.ts";
export { createKernels, createKernelsAsync, type KernelOptions, type Kernels } from "./kernels.ts";
export { createPool, type Pool, type PoolOptions } from "./pool.ts";
export type { Floats } from "./share.ts";
