import { plainKernel, sharedKernel } from './kernel-bytes.ts';
import { webAssembly, type WebAssemblyMemory, type WebAssemblyModule } from './web-assembly.ts';

/** The kernel's functions, in the order in which calls between threads name them. */
export const kernelFunctions = [
  'sumHistogram', 'addHistogram', 'subtractHistogram', 'divideRows', 'joinRows', 'markRows', 'markDivided', 'addLeaves', 'screenCuts',
  'deriveLogistic', 'deriveSquared', 'largestResidual', 'sortKnown', 'cutSorted', 'binColumn', 'packRows',
] as const;

export type KernelFunction = (typeof kernelFunctions)[number];

/** A function and its arguments but the first, which is the scratch memory of the thread that runs it. */
export type KernelCall = readonly [name: KernelFunction, ...numbers: number[]];

type Kernel = Readonly<Record<KernelFunction, (...numbers: number[]) => void>>;

/** A memory and the kernel that works in it. */
export interface KernelInMemory {
  readonly memory: WebAssemblyMemory;
  readonly kernel: Kernel;
}

/** 4 GiB, which is all that a 32-bit address reaches. */
const mostPages = 65_536;
const compiled = new Map<string, WebAssemblyModule>();

function moduleOf(text: string): WebAssemblyModule {
  const known = compiled.get(text);
  if (known) return known;
  const module = new webAssembly.Module(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  compiled.set(text, module);
  return module;
}

/** The kernel in a memory that other threads may have, too. */
export function kernelIn(memory: WebAssemblyMemory, shared: boolean): KernelInMemory {
  const { exports } = new webAssembly.Instance(moduleOf(shared ? sharedKernel : plainKernel), { env: { memory } });
  return { memory, kernel: exports as unknown as Kernel };
}

/** A fresh memory with its kernel. */
export const newKernel = (shared: boolean): KernelInMemory => kernelIn(new webAssembly.Memory({ initial: 2, maximum: mostPages, shared }), shared);

export function callKernel({ kernel }: KernelInMemory, own: number, [name, ...numbers]: KernelCall): void {
  kernel[name](own, ...numbers);
}
