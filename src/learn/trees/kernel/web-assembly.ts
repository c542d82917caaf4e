import type { Kernel } from './call-list.js';

/** The part of the WebAssembly interface that is used here: the types of Node and of the language leave it out. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

interface WebAssemblyInterface {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number; readonly shared: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => WebAssemblyModule;
  readonly Instance: new (module: WebAssemblyModule, imports: { readonly env: { readonly memory: Memory } }) => { readonly exports: Kernel };
}

export interface WebAssemblyModule {
  readonly isModule: never;
}

export type WebAssemblyMemory = Memory;

export interface WebAssemblyGlobal {
  readonly WebAssembly: WebAssemblyInterface;
}

export const webAssembly = (globalThis as unknown as WebAssemblyGlobal).WebAssembly;
