/**
 * The part of WebAssembly that is used, which the types of Node.js leave out.
 */
interface Platform<Exports> {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: Exports };
  };
}

/** Compiles a module in base64, when it is first asked for; each instance has its own memory. */
export function wasmModule<Exports>(base64: string): () => Exports {
  const { Module, Instance } = (globalThis as unknown as Platform<Exports>).WebAssembly;
  let compiled: object | undefined;
  return () => new Instance((compiled ??= new Module(Buffer.from(base64, "base64")))).exports;
}
