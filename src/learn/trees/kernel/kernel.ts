import type { Kernel, KernelCall } from './call-list.js';
import { plainKernel, sharedKernel } from './kernel-bytes.ts';
import { webAssembly, type WebAssemblyMemory, type WebAssemblyModule } from './web-assembly.ts';

export type { KernelCall };

/** A memory and the kernel that works in it. */
export interface KernelInMemory {
  readonly memory: WebAssemblyMemory;
  readonly kernel: Kernel;
  /** What another thread makes its own kernel of. */
  readonly module: WebAssemblyModule;
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

/** A fresh memory with its kernel; other threads may have the memory, too, where it is shared. */
export function newKernel(shared: boolean): KernelInMemory {
  const memory = new webAssembly.Memory({ initial: 2, maximum: mostPages, shared });
  const module = moduleOf(shared ? sharedKernel : plainKernel);
  const { exports } = new webAssembly.Instance(module, { env: { memory } });
  return { memory, kernel: exports, module };
}
