const words = /\b(fear|afraid|anxi|nervous|indecis|undecid|hesita|risk[- ]?avers|(can|could)( ?no|n.)t decide|angst|unentschlossen|unentschieden|zöger|indécis|hésit|peur|miedo)/i;

/** True where a recorded reason, one of ours or a text of the data, says that the buyer was afraid to choose or could not. "No decision" alone says only how it ended. */
export const meansFearOrIndecision = (reason: string): boolean => words.test(reason.replaceAll('_', ' '));
