/**
 * The part of WebAssembly that is used, which the types of Node.js leave out.
 */
interface Platform {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: object };
  };
}

/** Compiles a module in base64, when it is first asked for its exports; each time they have a memory of their own. */
export function wasmModule(base64: string): () => object {
  const { Module, Instance } = (globalThis as unknown as Platform).WebAssembly;
  let compiled: object | undefined;
  return () => new Instance((compiled ??= new Module(Buffer.from(base64, "base64")))).exports;
}
