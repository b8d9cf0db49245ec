/**
 * A shader of one pass over flat tensors, for WebGL and WebGPU. It is written in WGSL; the little of it that is used differs from GLSL in
 * how names are declared.
 */
import {
  engine,
  env,
  getKernel,
  type KernelFunc,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from "@tensorflow/tfjs-core";

const TERM = "FocalLossTerm";

interface GpuBackend {
  readonly runWebGLProgram?: (program: object, inputs: TensorInfo[], dtype: "float32") => TensorInfo;
  readonly runWebGPUProgram?: (program: object, inputs: TensorInfo[], dtype: "float32") => TensorInfo;
}

/** Calls the function `element` of a source for each label, prediction and coefficient, which are 1 if they are left out. */
export function runTerm(
  source: string,
  {
    labels,
    predictions,
    coefficients,
  }: { labels?: Tensor | undefined; predictions: Tensor; coefficients?: Tensor | undefined },
): Tensor {
  const { backendName } = engine();
  if (!getKernel(TERM, backendName)) registerKernel({ kernelName: TERM, backendName, kernelFunc: term });
  const inputs = { predictions, ...(labels ? { labels } : {}), ...(coefficients ? { coefficients } : {}) };
  return engine().runKernel<Tensor>(TERM, inputs, { source });
}

const term: KernelFunc = ({ inputs, attrs, backend }) => {
  const { source } = attrs as unknown as { readonly source: string };
  const { labels, predictions, coefficients } = inputs;
  const tensors: Record<string, TensorInfo | undefined> = { Y: labels, X: predictions, C: coefficients };
  const names = Object.keys(tensors).filter((name) => tensors[name] !== undefined);
  const used = names.map((name) => tensors[name]!);
  const shape = predictions!.shape;
  const gpu = backend as GpuBackend;
  return gpu.runWebGPUProgram
    ? gpu.runWebGPUProgram(webgpuProgram(source, names, shape), used, "float32")
    : gpu.runWebGLProgram!(webglProgram(source, names, shape), used, "float32");
};

function webglProgram(source: string, names: readonly string[], outputShape: readonly number[]): object {
  const argument = (name: string): string => (names.includes(name) ? `get${name}AtOutCoords()` : "1.0");
  const glsl = source
    .replaceAll(/\bfn (\w+)\((.*?)\) -> f32/g, (_, name: string, parameters: string) => {
      return `float ${name}(${parameters.replaceAll(/(\w+) : f32/g, "float $1")})`;
    })
    .replaceAll(/\blet /g, "float ");
  const bits = env().getNumber("WEBGL_VERSION") === 2;
  return {
    variableNames: names,
    outputShape,
    userCode: `
float select(float no, float yes, bool condition) { return condition ? yes : no; }
float powerOfTwo(float n) { return ${bits ? "intBitsToFloat((int(n) + 127) << 23)" : "exp2(n)"}; }
float exponentOf(float x) { return ${bits ? "float((floatBitsToInt(x) >> 23) - 127)" : "floor(log2(x))"}; }
${glsl}
void main() { setOutput(element(${argument("Y")}, ${argument("X")}, ${argument("C")})); }`,
  };
}

const WORKGROUP = 64;

function webgpuProgram(source: string, names: readonly string[], outputShape: readonly number[]): object {
  const argument = (name: string): string =>
    names.includes(name) ? `get${name}ByOutputIndex(index)` : "1.0";
  return {
    variableNames: names,
    outputShape,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(outputShape[0]! / WORKGROUP), 1, 1],
    size: true,
    shaderKey: `${TERM}_${source}`,
    getUserCode: () => `
fn powerOfTwo(n : f32) -> f32 { return bitcast<f32>((i32(n) + 127) << 23u); }
fn exponentOf(x : f32) -> f32 { return f32((bitcast<i32>(x) >> 23u) - 127); }
${source}
fn main(index : i32) {
  if (index < uniforms.size) {
    setOutputAtIndex(index, element(${argument("Y")}, ${argument("X")}, ${argument("C")}));
  }
}`,
  };
}
